package io.camus.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.StoreCalls;
import io.camus.config.CamusConfig;
import io.camus.engine.Engine;
import io.camus.model.CommitRecord;
import io.camus.model.IncompatibleSchemaException;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.SchemaUnavailableException;
import io.camus.model.Split;
import io.camus.model.StorageException;
import io.camus.reading.SchemaIndex;
import io.camus.reading.SeenSchema;
import io.camus.reading.SeenSchemas;
import io.camus.schema.SealedTexts;
import io.camus.spi.Decoder;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SourceRecord;
import io.camus.store.LocalStore;
import io.camus.table.KnownTables;
import io.camus.table.TablePreparation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRulesTest {
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-3f09ac");
  private static final Schema X =
      SchemaBuilder.record("Click").fields().requiredInt("x").endRecord();
  private static final Schema X_Y =
      SchemaBuilder.record("Click").fields().requiredInt("x").requiredInt("y").endRecord();

  private final Map<String, String> settings = new TreeMap<>();
  private final Map<String, Schema> newest = new HashMap<>();
  private final Map<Integer, Schema> byId = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private boolean down;

  private final SchemaRegistry registry =
      new SchemaRegistry() {
        @Override
        public Optional<Schema> schema(String topic, int id) {
          return Optional.ofNullable(byId.get(id));
        }

        @Override
        public Optional<Schema> newest(String topic) {
          asked.add(topic);
          if (down) {
            throw new SchemaUnavailableException("the registry is down");
          }
          return Optional.ofNullable(newest.get(topic));
        }

        @Override
        public Optional<Integer> register(String topic, Schema schema) {
          return Optional.empty();
        }
      };

  @TempDir Path folder;
  private Layout layout;

  @BeforeEach
  void makeSettings() {
    settings.put("kafka.brokers", "localhost:1");
    settings.put("etl.destination.path", folder + "/data");
    settings.put("etl.execution.base.path", folder + "/base");
    settings.put("etl.execution.history.path", folder + "/history");
    settings.put("camus.message.decoder.class", "avro");
    layout = Wiring.layoutOf(config());
  }

  private CamusConfig config() {
    return CamusConfig.parse(settings);
  }

  private TopicPulls pulls() {
    return new TopicPulls(
        config(), Optional.of(registry), path -> new LocalStore(), path -> Optional.empty());
  }

  private SchemaIndex index() {
    return new SchemaIndex(
        new LocalStore(),
        layout,
        FileFormats.readers(config()),
        new StoreCalls(1),
        new SealedTexts(new LocalStore(), Clock.systemUTC()));
  }

  /** Of a topic whose files have a schema, as an earlier run found. */
  private SchemaRules rules(Optional<Schema> committed) {
    SetupSchemas schemas = new SetupSchemas(Optional.of(registry));
    SchemaRules rules =
        new SchemaRules(
            config(),
            pulls().with(schemas),
            schemas,
            index(),
            new TablePreparation(
                new KnownTables(new LocalStore(), layout),
                () -> {
                  throw new AssertionError("no topic has a table");
                },
                new StoreCalls(1)));
    committed.ifPresent(this::keep);
    rules.begin(() -> committed.isPresent() ? Set.of(new TopicPartition("clicks", 0)) : Set.of());
    return rules;
  }

  private void keep(Schema schema) {
    CommitRecord record =
        new CommitLog(
                new LocalStore(), layout, RUN, Optional.empty(), Clock.systemUTC(), new Random(1))
            .append(
                state ->
                    List.of(
                        new LogEntry.Opens(
                            new RunId("2026-11-22-14-05-59-00000" + state.openRuns().size()),
                            new RunOwner("local", "host", 1, Instant.EPOCH))))
            .orElseThrow();
    SeenSchema seen = new SeenSchema(schema, 1, 1, record.number(), RUN, 0, "/data/1.avro");
    index()
        .keep(
            List.of(
                new SeenSchemas(
                    "clicks",
                    record.number(),
                    record.header().nonce(),
                    List.of(seen),
                    0,
                    Optional.empty())));
  }

  private static Split split(String topic) {
    OffsetRange range = new OffsetRange(new TopicPartition(topic, 0), new Uuid(1, 1), 0, 0, 9);
    return new Split(
        0, List.of(new PlannedRange(range, 1, OptionalInt.empty(), Begin.AT_POSITION)), Map.of());
  }

  private TopicPulls ofTasks(SchemaRules rules, String topic) {
    Engine started =
        (run, splits) -> {
          throw new IllegalStateException("started");
        };
    LocalStore store = new LocalStore();
    assertThatThrownBy(
            () -> rules.passedTo(started, store, layout::schemas).start(RUN, List.of(split(topic))))
        .hasMessage("started");
    return pulls().with(new RunSchemas(store, layout.schemas(RUN)));
  }

  private static void decode(Decoder decoder, int id) {
    byte[] value = {0, 0, 0, 0, (byte) id, 2, 4};
    assertThat(
            decoder.decode(
                new SourceRecord()
                    .set("clicks", 0, 0, 5, null, ByteBuffer.wrap(value), new RecordHeaders())))
        .isNotNull();
  }

  @Test
  void theNewestSchemaIsAskedForOnceAndTasksGetThatOne() {
    settings.put("camus.output.schema", "newest");
    newest.put("clicks", X);
    SchemaRules rules = rules(Optional.empty());
    assertThat(rules.refusal("clicks")).isEmpty();
    assertThat(rules.refusal("clicks")).isEmpty();
    newest.put("clicks", X_Y);

    TopicPulls tasks = ofTasks(rules, "clicks");
    assertThat(tasks.prospect("clicks").chosen()).contains(X);
    assertThat(asked).containsExactly("clicks");
  }

  @Test
  void aTaskWithoutTheSchemasOfTheRunFails() {
    settings.put("camus.output.schema", "newest");
    TopicPulls tasks = pulls().with(new RunSchemas(new LocalStore(), layout.schemas(RUN)));
    assertThatThrownBy(() -> tasks.apply("clicks"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("schemas is missing");
  }

  @Test
  void withoutAKeyTheRegistryIsNotAsked() {
    down = true;
    SchemaRules rules = rules(Optional.empty());
    assertThat(rules.refusal("clicks")).isEmpty();
    assertThat(asked).isEmpty();
    TopicPulls unused = ofTasks(rules, "clicks");
    assertThat(Path.of(layout.schemas(RUN).value())).doesNotExist();
  }

  @Test
  void anIncompatibleNewestSchemaRefusesTheTopicBeforeThePull() {
    settings.put("camus.schema.compatibility", "backward");
    newest.put("clicks", X_Y);
    assertThat(rules(Optional.of(X)).refusal("clicks").orElseThrow())
        .contains("not backward compatible with version 1", "field y added: int, no default");
    settings.put("camus.schema.compatibility.clicks", "forward");
    assertThat(rules(Optional.of(X)).refusal("clicks")).isEmpty();
    settings.put("camus.schema.compatibility.clicks", "none");
    assertThat(rules(Optional.of(X)).refusal("clicks")).isEmpty();
    settings.put("camus.schema.compatibility.clicks", "full");
    settings.put("camus.output.schema.clicks", "7");
    byId.put(7, X);
    assertThat(rules(Optional.of(X)).refusal("clicks")).isEmpty();
  }

  @Test
  void columnsAreNoDifference() {
    settings.put("camus.schema.compatibility", "full");
    settings.put("camus.output.columns", "offset");
    newest.put("clicks", X);
    Schema inFiles = pulls().prospect("clicks").columns().orElseThrow().added(X);
    assertThat(rules(Optional.of(inFiles)).refusal("clicks")).isEmpty();
  }

  @Test
  void aRegistryThatDoesNotAnswerLeavesTheQuestionOpen() {
    settings.put("camus.schema.compatibility", "backward");
    down = true;
    assertThatThrownBy(() -> rules(Optional.of(X)).refusal("clicks"))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessage("the registry is down");
  }

  @Test
  void aTopicWithASchemaOfItsOwnDoesNotNeedTheRegistry() throws IOException {
    settings.put("camus.schema.compatibility", "full");
    Path file = Files.writeString(folder.resolve("clicks.avsc"), X_Y.toString());
    settings.put("camus.output.schema.clicks", file.toString());
    down = true;
    assertThat(rules(Optional.of(X)).refusal("clicks")).isPresent();
    Files.writeString(file, X.toString());
    SchemaRules rules = rules(Optional.of(X));
    assertThat(rules.refusal("clicks")).isEmpty();
    assertThat(ofTasks(rules, "clicks").prospect("clicks").chosen()).contains(X);
  }

  @Test
  void tasksStopAtARecordWithAnIncompatibleSchema() {
    settings.put("camus.schema.compatibility", "backward");
    byId.put(1, X);
    byId.put(2, X_Y);
    newest.put("clicks", X);
    SchemaRules rules = rules(Optional.of(X));
    assertThat(rules.refusal("clicks")).isEmpty();

    Decoder decoder = ofTasks(rules, "clicks").apply("clicks").decoder();
    decode(decoder, 1);
    newest.put("clicks", X_Y);
    assertThatThrownBy(() -> decode(decoder, 2)).isInstanceOf(IncompatibleSchemaException.class);
  }

  @Test
  void aRuleNeedsSchemas() {
    settings.put("camus.schema.compatibility", "backward");
    settings.put("camus.message.decoder.class.logs", "json");
    settings.put("camus.output.format.lines", "json");
    assertThat(rules(Optional.empty()).refusal("logs")).isEmpty();
    assertThat(rules(Optional.empty()).refusal("lines")).isEmpty();
    settings.put("camus.schema.compatibility.logs", "full");
    settings.put("camus.schema.compatibility.lines", "full");
    assertThat(rules(Optional.empty()).refusal("logs"))
        .contains(
            "camus.schema.compatibility.logs needs records and files with a schema; remove it");
    assertThat(rules(Optional.empty()).refusal("lines")).isPresent();
  }

  @Test
  void columnsThatCannotBeAddedRefuseTheTopicBeforeThePull() {
    Schema tree =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"Tree\",\"fields\":[{\"name\":\"left\",\"type\":"
                    + "[\"null\",\"Tree\"]}]}");
    settings.put("camus.output.columns", "offset");
    newest.put("clicks", tree);
    newest.put("fine", X);
    SchemaRules rules = rules(Optional.empty());
    assertThat(rules.refusal("clicks").orElseThrow()).contains("Tree", "holds itself");
    assertThat(rules.refusal("fine")).isEmpty();
  }

  @Test
  void aCheckThatARunCanDoWithoutAsksASilentRegistryOnce() {
    settings.put("camus.output.columns", "offset");
    down = true;
    SchemaRules rules = rules(Optional.empty());
    assertThat(rules.refusal("clicks")).isEmpty();
    assertThat(rules.refusal("views")).isEmpty();
    assertThat(asked).containsExactly("clicks");
  }
}
