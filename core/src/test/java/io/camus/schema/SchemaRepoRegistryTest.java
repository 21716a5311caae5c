package io.camus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.HttpRegistry;
import io.camus.model.SchemaUnavailableException;
import io.camus.schema.StubRegistry.Reply;
import io.camus.spi.SchemaRegistry.Ids;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class SchemaRepoRegistryTest {
  private static final Schema STRING = Schema.create(Schema.Type.STRING);

  private StubRegistry server;
  private SchemaRepoRegistry registry;

  @BeforeEach
  void start() throws IOException {
    server = new StubRegistry();
    registry =
        new SchemaRepoRegistry(
            new HttpRegistry(
                List.of(server.url("/schema-repo")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(30),
                1),
            Duration.ofMillis(1));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void schemaIsFetchedFromItsTopicsSubject() {
    server.reply("/schema-repo/clicks/id/17", Reply.ok("\"string\""));

    assertThat(registry.schema("clicks", 17)).contains(STRING);
    assertThat(registry.ids()).isEqualTo(Ids.PER_TOPIC);
  }

  @Test
  void unknownIdIsAnAnswer() {
    server.reply(
        "/schema-repo/clicks/id/17", new Reply(404, "ERROR: This schema does not exist.\n"));

    assertThat(registry.schema("clicks", 17)).isEmpty();
    assertThat(registry.whyMissing("clicks", 17))
        .isEqualTo("schema id 17 is not in the schema repository's subject clicks");
  }

  @Test
  void wrongPathIsNotAnUnknownId() {
    assertThatThrownBy(() -> registry.schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("/schema-repo/clicks/id/17")
        .hasMessageContaining("path");
  }

  @Test
  void pageForPeopleIsNoSchema() {
    server.reply("/schema-repo/clicks/id/17", Reply.ok("<html>welcome</html>"));

    assertThatThrownBy(() -> registry.schema("clicks", 17))
        .hasMessageContaining("does not answer like a schema registry");
  }

  @Test
  void schemaThatAvroCannotParseIsMissingWithItsReason() {
    server.reply("/schema-repo/clicks/id/17", Reply.ok("{"));

    assertThat(registry.schema("clicks", 17)).isEmpty();
    assertThat(registry.whyMissing("clicks", 17)).contains("id 17 of subject clicks", "parse");
  }

  @ParameterizedTest
  @MethodSource("io.camus.schema.PoisonSchemas#texts")
  void textsThatAvroCannotParseAreMissingWithTheirReason(String text) {
    server.reply("/schema-repo/clicks/id/17", Reply.ok(text));

    assertThat(registry.schema("clicks", 17)).isEmpty();
    assertThat(registry.whyMissing("clicks", 17))
        .startsWith("schema id 17 of subject clicks cannot be used: Avro cannot parse it: ")
        .hasSizeLessThan(250);
  }

  @Test
  void refusedUserIsTold() {
    server.reply("/schema-repo/clicks/id/17", new Reply(401, "no"));

    assertThatThrownBy(() -> registry.schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("status 401");
  }

  @Test
  void schemaIsRegisteredInASubjectThatIsMadeIfNeeded() {
    server.reply("/schema-repo/clicks", Reply.ok("clicks"));
    server.reply("/schema-repo/clicks/register", Reply.ok("5\n"));

    assertThat(registry.register("clicks", STRING)).contains(5);
    assertThat(server.requests())
        .containsExactly("PUT /schema-repo/clicks", "PUT /schema-repo/clicks/register \"string\"");
  }

  @Test
  void schemaThatTheSubjectRefusesIsTold() {
    server.reply("/schema-repo/clicks", Reply.ok("clicks"));
    server.reply("/schema-repo/clicks/register", new Reply(403, ""));

    assertThatThrownBy(() -> registry.register("clicks", STRING))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("validators");
  }

  @Test
  void idThatIsNoNumberIsNoAnswer() {
    server.reply("/schema-repo/clicks", Reply.ok("clicks"));
    server.reply("/schema-repo/clicks/register", Reply.ok("9d1f"));

    assertThatThrownBy(() -> registry.register("clicks", STRING))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("does not answer like a schema registry");
  }
}
