package io.camus.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.StoreCalls;
import io.camus.format.Lines;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.StorageException;
import io.camus.schema.SealedTexts;
import io.camus.spi.StorePath;
import io.camus.store.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaIndexTest {
  private static final RunId FIRST = new RunId("2026-11-22-14-05-59-3f09ac");
  private static final RunId SECOND = new RunId("2026-11-22-15-05-59-3f09ad");
  private static final Uuid TOPIC_ID = new Uuid(1, 1);
  private static final Schema INT = schema("int");
  private static final Schema LONG = schema("long");

  private final LocalStore store = new LocalStore();
  private int filesRead;
  private long offset;

  @TempDir Path folder;
  private Layout layout;

  @BeforeEach
  void makeTheLog() {
    layout = new Layout(path("base"), path("base/history"), path("data"), Optional.empty());
    append(
        new LogEntry.Opens(FIRST, new RunOwner("local", "host", 1, Instant.EPOCH)),
        new LogEntry.Opens(SECOND, new RunOwner("local", "host", 2, Instant.EPOCH)),
        new LogEntry.Sets(
            new NewPosition(partition("clicks"), new PartitionPosition(TOPIC_ID, 0, 0), "new")));
  }

  private StorePath path(String name) {
    return new StorePath(folder.resolve(name).toString());
  }

  private static TopicPartition partition(String topic) {
    return new TopicPartition(topic, 0);
  }

  private static Schema schema(String type) {
    return SchemaBuilder.record("Click").fields().name("x").type(type).noDefault().endRecord();
  }

  private void append(LogEntry... entries) {
    new CommitLog(store, layout, FIRST, Optional.empty(), Clock.systemUTC(), new Random(offset))
        .append(state -> List.of(entries));
  }

  private DataFile file(String name, Schema schema) throws IOException {
    Path file = folder.resolve(name);
    new DataFileWriter<>(new GenericDatumWriter<>(schema)).create(schema, file.toFile()).close();
    OffsetRange range = new OffsetRange(partition("clicks"), TOPIC_ID, 0, offset, offset + 1);
    return new DataFile(
        DataFile.Kind.DATA,
        file + ".staged",
        file.toString(),
        List.of(new DataFile.Part(range, 1)),
        1,
        offset,
        offset,
        "crc32c:00000000",
        "sum64:0000000000000000");
  }

  private void commit(RunId run, String name, Schema schema) throws IOException {
    DataFile file = file(name, schema);
    OffsetRange range = file.range().orElseThrow();
    append(
        new LogEntry.Commits(
            run,
            0,
            new PulledGroup(
                List.of(
                    new PulledRange(
                        range,
                        range.to(),
                        1,
                        Map.of(),
                        0,
                        0,
                        "sum64:0000000000000000",
                        Optional.empty(),
                        OptionalInt.empty(),
                        1,
                        Optional.empty(),
                        Optional.empty())),
                List.of(file),
                List.of())));
    offset++;
  }

  private SchemaIndex index() {
    return new SchemaIndex(
        store,
        layout,
        Lines.readers(),
        new StoreCalls(1),
        new SealedTexts(store, Clock.systemUTC()));
  }

  private SeenSchemas read() {
    filesRead = 0;
    return index().read(List.of("clicks"), (files, of) -> filesRead = of).get("clicks");
  }

  @Test
  void eachSchemaHasItsFilesAndTheRunThatBroughtItFirst() throws IOException {
    assertThat(read().versions()).isEmpty();
    commit(FIRST, "1.avro", INT);
    commit(SECOND, "2.avro", LONG);
    commit(SECOND, "3.avro", INT);

    List<SeenSchema> versions = read().versions();
    assertThat(versions).extracting(SeenSchema::schema).containsExactly(INT, LONG);
    assertThat(versions).extracting(SeenSchema::run).containsExactly(FIRST, SECOND);
    assertThat(versions).extracting(SeenSchema::files).containsExactly(2L, 1L);
    assertThat(versions).extracting(SeenSchema::record).containsExactly(2L, 3L);
    assertThat(versions.get(1).example()).endsWith("2.avro");
  }

  @Test
  void whatWasKeptIsNotReadAgain() throws IOException {
    commit(FIRST, "1.avro", INT);
    SeenSchemas first = read();
    assertThat(filesRead).isEqualTo(1);
    index().keep(List.of(first));
    assertThat(read()).isEqualTo(first);
    assertThat(filesRead).isZero();

    commit(SECOND, "2.avro", LONG);
    SeenSchemas second = read();
    assertThat(filesRead).isEqualTo(1);
    second = second.accepting(LONG);
    index().keep(List.of(second));
    assertThat(read()).isEqualTo(second);
    assertThat(second.schemas()).containsExactly(INT, LONG);
  }

  @Test
  void aKeptIndexThatIsDamagedOrOfAnotherLogIsReadAgain() throws IOException {
    commit(FIRST, "1.avro", INT);
    SeenSchemas seen = read();
    index().keep(List.of(seen));
    Path kept = Path.of(layout.seenSchemas("clicks").value());
    Files.writeString(kept, Files.readString(kept).replace("\"record\":2", "\"record\":1"));
    assertThat(read()).isEqualTo(seen);
    assertThat(filesRead).isEqualTo(1);

    index()
        .keep(
            List.of(
                new SeenSchemas(
                    "clicks", seen.record(), "another", List.of(), 0, Optional.empty())));
    assertThat(read()).isEqualTo(seen);
    index()
        .keep(List.of(new SeenSchemas("clicks", 99, seen.nonce(), List.of(), 0, Optional.empty())));
    assertThat(read()).isEqualTo(seen);
  }

  @Test
  void filesThatAreGoneAreCountedAndDamagedOnesNamed() throws IOException {
    commit(FIRST, "1.avro", INT);
    Files.delete(folder.resolve("1.avro"));
    assertThat(read().others()).isEqualTo(1);
    commit(FIRST, "2.avro", INT);
    Files.writeString(folder.resolve("2.avro"), "no Avro");
    assertThatThrownBy(this::read)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("2.avro");
  }
}
