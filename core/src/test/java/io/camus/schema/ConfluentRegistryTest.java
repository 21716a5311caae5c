package io.camus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.config.HttpRegistry;
import io.camus.model.SchemaUnavailableException;
import io.camus.schema.StubRegistry.Reply;
import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaId.Kind;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ConfluentRegistryTest {
  private static final String SECRET = "correct-horse";
  private static final Reply STRING = Reply.ok("{\"schema\":\"\\\"string\\\"\"}");

  private StubRegistry server;

  @BeforeEach
  void start() throws IOException {
    server = new StubRegistry();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void schemaIsFetchedBelowTheAddressesPath() {
    server.reply("/apis/ccompat/v7/schemas/ids/17", STRING);

    assertThat(registry(server.url("/apis/ccompat/v7/")).schema("clicks", 17))
        .contains(Schema.create(Schema.Type.STRING));
  }

  @Test
  void guidsAreConfluentsAndGlobalAndContentIdsAreApicurios() {
    server.reply("/schemas/guids/00000000-0000-0011-0000-000000000012", STRING);
    server.reply("/apis/registry/v2/ids/globalIds/17", Reply.ok("\"string\""));
    server.reply(
        "/apis/registry/v2/ids/contentIds/18",
        new Reply(404, "{\"error_code\":404,\"message\":\"no\"}"));
    SchemaId guid = new SchemaId(Kind.GUID, "00000000-0000-0011-0000-000000000012");
    SchemaId global = new SchemaId(Kind.GLOBAL_ID, "17");
    SchemaId content = new SchemaId(Kind.CONTENT_ID, "18");

    assertThat(registry(server.url("")).schema("clicks", guid)).isPresent();
    ConfluentRegistry apicurio = registry(server.url("/apis/ccompat/v7/"));
    assertThat(apicurio.schema("clicks", global)).contains(Schema.create(Schema.Type.STRING));
    assertThat(apicurio.schema("clicks", content)).isEmpty();
    assertThat(apicurio.whyMissing("clicks", content))
        .startsWith("schema content id 18 is not in the registry ");
    ConfluentRegistry other = registry(server.url(""));
    assertThat(other.schema("clicks", global)).isEmpty();
    assertThat(other.whyMissing("clicks", global))
        .startsWith("schema global id 17 cannot be used: ")
        .contains("/apis/ccompat/v7");
  }

  @Test
  void textsOfApicuriosIdsComeWithTheirTypeAndReferencesOfReferences() {
    String own = "/apis/registry/v2";
    server.reply(own + "/ids/contentIds/17", Reply.ok("message A {}"));
    server.reply(
        own + "/ids/contentIds/17/references",
        Reply.ok("[{\"artifactId\":\"b c\",\"name\":\"b.proto\",\"version\":\"3\"}]"));
    server.reply(
        own + "/search/artifacts",
        Reply.ok("{\"artifacts\":[{\"type\":\"PROTOBUF\"}],\"count\":1}"));
    server.reply(own + "/groups/default/artifacts/b%20c/versions/3", Reply.ok("message B {}"));
    server.reply(
        own + "/groups/default/artifacts/b%20c/versions/3/references",
        Reply.ok(
            "[{\"groupId\":\"g\",\"artifactId\":\"d\",\"name\":\"d.proto\",\"version\":\"1\"}]"));
    server.reply(own + "/groups/g/artifacts/d/versions/1", Reply.ok("message D {}"));
    server.reply(own + "/groups/g/artifacts/d/versions/1/references", Reply.ok("[]"));
    ConfluentRegistry registry = registry(server.url("/apis/ccompat/v7"));

    RegisteredText found =
        registry.text("clicks", new SchemaId(SchemaId.Kind.CONTENT_ID, "17")).orElseThrow();

    assertThat(found.type()).isEqualTo(RegisteredText.PROTOBUF);
    assertThat(found.text()).isEqualTo("message A {}");
    assertThat(found.references())
        .containsExactly(entry("d.proto", "message D {}"), entry("b.proto", "message B {}"));
  }

  @Test
  void aTextComesWithItsReferencesDependenciesFirst() {
    server.reply(
        "/schemas/ids/17",
        Reply.ok(
            """
            {"schemaType":"PROTOBUF","schema":"order","references":[
              {"name":"money.proto","subject":"a/money","version":2},
              {"name":"unit.proto","subject":"unit","version":1}]}"""));
    server.reply(
        "/subjects/a%2Fmoney/versions/2",
        Reply.ok(
            """
            {"schema":"money","references":[{"name":"unit.proto","subject":"unit","version":1}]}"""));
    server.reply("/subjects/unit/versions/1", Reply.ok("{\"schema\":\"unit\"}"));

    RegisteredText text = registry(server.url("")).text("clicks", SchemaId.of(17)).orElseThrow();

    assertThat(text.type()).isEqualTo("PROTOBUF");
    assertThat(text.text()).isEqualTo("order");
    assertThat(text.references())
        .containsExactly(entry("unit.proto", "unit"), entry("money.proto", "money"));
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aTextWithoutATypeIsAvro() {
    server.reply("/schemas/ids/17", STRING);

    assertThat(registry(server.url("")).text("clicks", SchemaId.of(17)))
        .contains(new RegisteredText("AVRO", "\"string\"", Map.of()));
  }

  @Test
  void aTextWhoseReferenceIsMissingSaysWhich() {
    server.reply(
        "/schemas/ids/17",
        Reply.ok(
            """
            {"schemaType":"JSON","schema":"{}","references":[
              {"name":"money.json","subject":"money","version":2}]}"""));
    server.reply(
        "/subjects/money/versions/2", new Reply(404, "{\"error_code\":40401,\"message\":\"no\"}"));
    ConfluentRegistry registry = registry(server.url(""));

    assertThat(registry.text("clicks", SchemaId.of(17))).isEmpty();
    assertThat(registry.whyMissing("clicks", SchemaId.of(17)))
        .isEqualTo(
            "schema id 17 cannot be used: it refers to version 2 of money, which is not in the"
                + " registry");
  }

  @Test
  void twoReferencesOfOneNameAreRefused() {
    server.reply(
        "/schemas/ids/17",
        Reply.ok(
            """
            {"schemaType":"JSON","schema":"{}","references":[
              {"name":"money.json","subject":"money","version":1},
              {"name":"money.json","subject":"money","version":2}]}"""));
    server.reply("/subjects/money/versions/1", Reply.ok("{\"schema\":\"1\"}"));
    server.reply("/subjects/money/versions/2", Reply.ok("{\"schema\":\"2\"}"));
    ConfluentRegistry registry = registry(server.url(""));

    assertThat(registry.text("clicks", SchemaId.of(17))).isEmpty();
    assertThat(registry.whyMissing("clicks", SchemaId.of(17)))
        .contains("two different schemas by the same name, money.json");
  }

  @Test
  void unknownIdIsAnAnswer() {
    server.reply("/schemas/ids/17", new Reply(404, "{\"error_code\":40403,\"message\":\"no\"}"));

    assertThat(registry(server.url("")).schema("clicks", 17)).isEmpty();
    assertThat(registry(server.url("")).whyMissing("clicks", 17))
        .isEqualTo("schema id 17 is not in the registry " + server.url(""));
  }

  @Test
  void wrongPathIsNotAnUnknownId() {
    assertThatThrownBy(() -> registry(server.url("/nowhere")).schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("/nowhere/schemas/ids/17")
        .hasMessageContaining("path");
  }

  @Test
  void serverErrorsAreTriedAgain() {
    server.reply("/schemas/ids/17", new Reply(500, ""), new Reply(429, ""), STRING);

    assertThat(registry(server.url("")).schema("clicks", 17)).isPresent();
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void lastErrorIsTold() {
    server.reply("/schemas/ids/17", new Reply(503, ""));

    assertThatThrownBy(() -> registry(server.url("")).schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining(server.url("/schemas/ids/17").toString())
        .hasMessageContaining("status 503")
        .hasMessageContaining("etl.schema.registry.url");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aThreadThatIsInterruptedBetweenTwoRoundsSaysSoAndStaysInterrupted() throws Exception {
    server.reply("/schemas/ids/17", new Reply(503, ""));
    ConfluentRegistry registry =
        new ConfluentRegistry(
            servers(Duration.ofSeconds(30), Optional.empty(), server.url("")),
            Duration.ofSeconds(9));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              thrown.set(catchThrowable(() -> registry.schema("clicks", 17)));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING || server.requests().isEmpty()) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();

    assertThat(thrown.get())
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessage("interrupted while asking the schema registry");
    assertThat(interrupted).isTrue();
  }

  @Test
  void refusedUserIsNotTriedAgainAndNoSecretIsTold() {
    server.reply("/schemas/ids/17", new Reply(401, "{\"message\":\"" + SECRET + "\"}"));

    assertThatThrownBy(() -> registry(server.url("")).schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("401")
        .hasMessageContaining("password")
        .hasMessageNotContaining(SECRET);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void credentialsAreSentAndNeverPrinted() {
    server.reply("/schemas/ids/17", STRING);
    HttpRegistry.Login basic = HttpRegistry.Login.basic("camus", SECRET);
    HttpRegistry.Login bearer = HttpRegistry.Login.bearer(SECRET);

    registry(Optional.of(basic), server.url("")).schema("clicks", 17);
    registry(Optional.of(bearer), server.url("")).schema("clicks", 17);

    assertThat(server.authorizations())
        .containsExactly("Basic Y2FtdXM6Y29ycmVjdC1ob3JzZQ==", "Bearer " + SECRET);
    assertThat(basic.toString() + bearer).doesNotContain(SECRET);
  }

  @Test
  void slowServerRunsIntoTheTimeout() {
    server.reply("/schemas/ids/17", Reply.never());

    assertThatThrownBy(() -> impatient(server.url("")).schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("17");
  }

  @Test
  void answerThatStopsInTheMiddleRunsIntoTheTimeout() {
    server.reply("/schemas/ids/17", Reply.half());

    assertThatThrownBy(() -> impatient(server.url("")).schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("no answer within 500 ms");
  }

  @Test
  void secondAddressTakesOverAndIsKept() throws IOException {
    server.reply("/schemas/ids/17", STRING);
    ConfluentRegistry registry = registry(nobody(), server.url(""));

    assertThat(registry.schema("clicks", 17)).isPresent();
    assertThat(registry.schema("clicks", 17)).isPresent();
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void nobodyListeningIsTold() throws IOException {
    URI nobody = nobody();

    assertThatThrownBy(() -> registry(nobody).schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining(nobody.toString())
        .hasMessageContaining("Check that it is running");
  }

  @Test
  void redirectIsFollowedWithCredentialsOnTheSameServerOnly() throws IOException {
    try (StubRegistry other = new StubRegistry()) {
      server.reply("/schemas/ids/17", Reply.redirect("/moved/schemas/ids/17"));
      server.reply(
          "/moved/schemas/ids/17", Reply.redirect(other.url("/schemas/ids/17").toString()));
      other.reply("/schemas/ids/17", STRING);
      HttpRegistry.Login basic = HttpRegistry.Login.basic("camus", SECRET);

      assertThat(registry(Optional.of(basic), server.url("")).schema("clicks", 17)).isPresent();
      assertThat(server.authorizations()).hasSize(2).doesNotContain("");
      assertThat(other.authorizations()).containsExactly("");
    }
  }

  @Test
  void redirectsInACircleEnd() {
    server.reply("/schemas/ids/17", Reply.redirect("/schemas/ids/17"));

    assertThatThrownBy(() -> registry(server.url("")).schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("redirects");
  }

  @Test
  void referencesAreFetchedOnce() {
    String reference = "{\"name\":\"x.%s\",\"subject\":\"s %s\",\"version\":2}";
    String a = String.format(Locale.ROOT, reference, "A", "A");
    String b = String.format(Locale.ROOT, reference, "B", "B");
    server.reply("/subjects/s+A/versions/2", record("A", "\\\"string\\\"", ""));
    server.reply("/subjects/s+B/versions/2", record("B", "\\\"x.A\\\"", a));
    server.reply("/schemas/ids/17", record("C", "[\\\"x.A\\\",\\\"x.B\\\"]", a + "," + b));

    Schema schema = registry(server.url("")).schema("clicks", 17).orElseThrow();

    assertThat(schema.getField("f").schema().getTypes())
        .extracting(Schema::getFullName)
        .containsExactly("x.A", "x.B");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void schemasThatAreOfNoUseAreMissingWithTheirReason() {
    server.reply("/schemas/ids/1", Reply.ok("{\"schema\":\"x\",\"schemaType\":\"PROTOBUF\"}"));
    server.reply("/schemas/ids/2", Reply.ok("{\"schema\":\"{\"}"));
    ConfluentRegistry registry = registry(server.url(""));

    assertThat(registry.schema("clicks", 1)).isEmpty();
    assertThat(registry.schema("clicks", 2)).isEmpty();
    assertThat(registry.whyMissing("clicks", 1)).contains("id 1").contains("PROTOBUF");
    assertThat(registry.whyMissing("clicks", 2)).contains("id 2").contains("cannot parse");
    assertThat(registry.foreignType("clicks", 1)).contains("PROTOBUF");
    assertThat(registry.foreignType("clicks", 2)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.camus.schema.PoisonSchemas#texts")
  void textsThatAvroCannotParseAreMissingWithTheirReason(String text) {
    server.reply(
        "/schemas/ids/17",
        Reply.ok(new ObjectMapper().createObjectNode().put("schema", text).toString()));
    ConfluentRegistry registry = registry(server.url(""));

    assertThat(registry.schema("clicks", 17)).isEmpty();
    assertThat(registry.whyMissing("clicks", SchemaId.of(17)))
        .startsWith("schema id 17 cannot be used: Avro cannot parse it: ")
        .hasSizeLessThan(250);
  }

  @Test
  void oldSchemasWithOddNamesAndDefaultsAreTaken() {
    server.reply(
        "/schemas/ids/17",
        Reply.ok(
            "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"a-b\\\",\\\"fields\\\":["
                + "{\\\"name\\\":\\\"1x\\\",\\\"type\\\":\\\"int\\\",\\\"default\\\":null}]}\"}"));

    assertThat(registry(server.url("")).schema("clicks", 17)).isPresent();
  }

  @Test
  void schemaIsRegisteredForTheTopicsValues() {
    server.reply("/subjects/clicks-value/versions", Reply.ok("{\"id\":5}"));

    assertThat(registry(server.url("")).register("clicks", Schema.create(Schema.Type.STRING)))
        .contains(5);
    assertThat(server.requests())
        .containsExactly("POST /subjects/clicks-value/versions {\"schema\":\"\\\"string\\\"\"}");
  }

  @Test
  void incompatibleSchemaIsTold() {
    server.reply("/subjects/clicks-value/versions", new Reply(409, "{\"error_code\":409}"));

    assertThatThrownBy(
            () -> registry(server.url("")).register("clicks", Schema.create(Schema.Type.STRING)))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("is incompatible");
  }

  @Test
  void answerThatIsNoRegistrysIsTold() {
    server.reply("/schemas/ids/17", Reply.ok("<html>welcome</html>"));

    assertThatThrownBy(() -> registry(server.url("")).schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("does not answer like a schema registry");
  }

  @Test
  void addressesThatCannotBeAreRefusedWithoutTheirSecret() {
    assertThatThrownBy(() -> registry(URI.create("http://camus:" + SECRET + "@localhost")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(SECRET);
    assertThatThrownBy(() -> registry(URI.create("file:///x")))
        .hasMessageContaining("http://registry:8081");
    assertThatThrownBy(() -> registry()).hasMessageContaining("at least one address");
  }

  /** A record with one field, as the registry wraps it. */
  private static Reply record(String name, String type, String references) {
    String schema =
        String.format(
            Locale.ROOT,
            "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"x.%s\\\",\\\"fields\\\":[{\\\"name\\\":\\\"f\\\",\\\"type\\\":%s}]}",
            name,
            type);
    return Reply.ok("{\"schema\":\"" + schema + "\",\"references\":[" + references + "]}");
  }

  private static URI nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  private static ConfluentRegistry registry(URI... urls) {
    return registry(Optional.empty(), urls);
  }

  private static ConfluentRegistry impatient(URI url) {
    return registry(Duration.ofMillis(500), Optional.empty(), url);
  }

  private static ConfluentRegistry registry(Optional<HttpRegistry.Login> credentials, URI... urls) {
    return registry(Duration.ofSeconds(30), credentials, urls);
  }

  private static ConfluentRegistry registry(
      Duration requestTimeout, Optional<HttpRegistry.Login> credentials, URI... urls) {
    return new ConfluentRegistry(servers(requestTimeout, credentials, urls), Duration.ofMillis(1));
  }

  private static HttpRegistry servers(
      Duration requestTimeout, Optional<HttpRegistry.Login> credentials, URI... urls) {
    return new HttpRegistry(
        List.of(urls), credentials, Optional.empty(), Optional.empty(), requestTimeout, 2);
  }
}
