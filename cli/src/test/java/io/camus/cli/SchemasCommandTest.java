package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.RunId;
import io.camus.reading.SchemaHistory;
import io.camus.reading.SeenSchema;
import io.camus.reading.SeenSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class SchemasCommandTest {
  private static final Schema FIRST =
      SchemaBuilder.record("Click").namespace("test").fields().requiredInt("x").endRecord();
  private static final Schema SECOND =
      SchemaBuilder.record("Click")
          .namespace("test")
          .fields()
          .requiredLong("x")
          .name("y")
          .type()
          .stringType()
          .stringDefault("web")
          .endRecord();
  private static final Schema THIRD =
      SchemaBuilder.record("Click").namespace("test").fields().requiredString("x").endRecord();

  private final CommandLineFixture camus = new CommandLineFixture();

  private static SchemaHistory history(String topic, long others, Schema... oldestFirst) {
    List<SeenSchema> versions = new ArrayList<>();
    for (Schema schema : oldestFirst) {
      int number = versions.size() + 1;
      versions.add(
          new SeenSchema(
              schema,
              number,
              1_000L * number,
              number,
              new RunId("2026-11-2" + number + "-14-05-59-3f09ac"),
              0,
              "/camus/topics/clicks/" + number + ".avro"));
    }
    return SchemaHistory.of(new SeenSchemas(topic, 9, "n", versions, others, Optional.empty()));
  }

  @Test
  void versionsAreListedWithWhatTheyChangedAndWhoCanRead() {
    camus.operations.histories =
        List.of(
            history("clicks", 0, FIRST, SECOND).with(THIRD, UnaryOperator.identity()),
            history("logs", 3));

    assertThat(camus.executeWithSettings("schemas")).isZero();
    assertThat(camus.out())
        .isEqualTo(
            """
            clicks: 2 versions in 3 files
              version   since                run                         files  records  readers
              1         2026-11-21 14:05:59  2026-11-21-14-05-59-3f09ac      1    1,000  -
              2         2026-11-22 14:05:59  2026-11-22-14-05-59-3f09ac      2    2,000  backward
                  field x widened from int to long
                  field y added: string, default "web"
                  old readers cannot read new data: field x is int, not long
              registry  no file yet          -                               -        -  none
                  field x changed from long to string
                  field y removed: string, default "web"
                  new readers cannot read old data: field x is string, not long
                  old readers cannot read new data: field x is long, not string

            logs: no files with a schema
              notice   3 files without a schema, or moved or deleted

              times       in UTC, when the run began that brought the version
            """);
    assertThat(camus.operations.asked).containsExactly("schemas []");
  }

  @Test
  void theNewestSchemaOfTheRegistryMayBeOneOfThem() {
    camus.operations.histories =
        List.of(history("clicks", 0, FIRST, SECOND).with(SECOND, UnaryOperator.identity()));

    assertThat(camus.executeWithSettings("schemas", "clicks", "views")).isZero();
    assertThat(camus.out()).contains("its newest schema is version 2");
    assertThat(camus.operations.asked).containsExactly("schemas [clicks, views]");
  }

  @Test
  void aRegistryThatDoesNotAnswerIsTold() {
    camus.operations.histories = List.of(history("clicks", 0, FIRST).without("it is down"));

    assertThat(camus.executeWithSettings("schemas")).isZero();
    assertThat(camus.out()).contains("clicks: 1 version in 1 file", "warning: it is down");
  }

  @Test
  void aReasonThatSeveralTopicsHaveIsGivenOnce() {
    camus.operations.histories =
        List.of(
            history("clicks", 0, FIRST).without("there is no registry"),
            history("views", 0, FIRST).without("there is no registry"));
    assertThat(camus.executeWithSettings("schemas")).isZero();
    assertThat(camus.out()).containsOnlyOnce("warning: there is no registry");

    camus.operations.histories =
        List.of(
            history("clicks", 0, FIRST).without("it is down"),
            history("orders", 0, FIRST),
            history("views", 0, FIRST).without("it is down"));
    assertThat(camus.executeWithSettings("schemas")).isZero();
    assertThat(camus.out()).containsOnlyOnce("warning: clicks, views: it is down");
  }

  @Test
  void programsGetADocumentPerTopic() {
    camus.operations.histories =
        List.of(history("clicks", 0, FIRST, SECOND).with(SECOND, UnaryOperator.identity()));

    assertThat(camus.executeWithSettings("schemas", "--json")).isZero();
    assertThat(camus.out().lines())
        .singleElement()
        .asString()
        .contains(
            "\"topic\":\"clicks\"",
            "\"since\":\"2026-11-21T14:05:59Z\"",
            "\"changes\":[\"field x widened from int to long\"",
            "\"compatibility\":\"backward\"",
            "\"forwardBreaks\":[\"field x is int, not long\"]",
            "\"registered\":{\"version\":2");
  }

  @Test
  void withoutTopicsThereIsNothingToList() {
    assertThat(camus.executeWithSettings("schemas")).isZero();
    assertThat(camus.out()).isEqualTo("The commit log has no topics yet.\n");
  }
}
