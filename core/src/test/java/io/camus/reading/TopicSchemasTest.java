package io.camus.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.LiveFile;
import io.camus.commit.StoreCalls;
import io.camus.format.Lines;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.store.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicSchemasTest {
  private final List<LiveFile> files = new ArrayList<>();

  @TempDir Path folder;

  private static Schema schema(String... fields) {
    SchemaBuilder.FieldAssembler<Schema> record =
        SchemaBuilder.record("Event").namespace("test").fields();
    for (String field : fields) {
      record = record.requiredString(field);
    }
    return record.endRecord();
  }

  private Path write(String name, Schema schema) throws IOException {
    Path file = folder.resolve(name);
    new DataFileWriter<>(new GenericDatumWriter<>(schema)).create(schema, file.toFile()).close();
    return file;
  }

  private void commit(String name, long record, long eventMillis) {
    files.add(Written.file(folder.resolve(name).toString(), record, eventMillis));
  }

  private void commit(String name, long record, long eventMillis, Schema schema)
      throws IOException {
    write(name, schema);
    commit(name, record, eventMillis);
  }

  private TopicSchemas read() {
    return TopicSchemas.read(new LocalStore(), Lines.readers(), new StoreCalls(4), "clicks", files);
  }

  @Test
  void theNewestSchemaIsTheOneThatAppearedLast() throws IOException {
    commit("1.avro", 2, 50, schema("a"));
    commit("2.avro", 3, 40, schema("a", "b"));
    commit("3.avro", 4, 30, schema("a"));

    TopicSchemas schemas = read();
    assertThat(schemas.newest().schema()).isEqualTo(schema("a", "b"));
    assertThat(schemas.newest().files()).isEqualTo(1);
    assertThat(schemas.schemas()).extracting(WriterSchema::files).containsExactly(2L, 1L);
    assertThat(schemas.files()).isEqualTo(3);
  }

  @Test
  void ofSchemasOfOneCommitTheOneOfTheLaterEventsIsNewer() throws IOException {
    commit("1.avro", 2, 900, schema("a", "b"));
    commit("2.avro", 2, 100, schema("a"));
    commit("3.avro", 2, 800, schema("a", "b"));
    commit("4.avro", 2, 950, schema("a"));

    TopicSchemas schemas = read();
    assertThat(schemas.newest().schema()).isEqualTo(schema("a", "b"));
    assertThat(schemas.newest().example()).endsWith("3.avro");
  }

  @Test
  void aFileThatIsNotPublishedYetIsReadWhereItIsStaged() throws IOException {
    commit("1.avro", 2, 0);
    write("1.avro.staged", schema("a"));

    assertThat(read().newest().schema()).isEqualTo(schema("a"));
  }

  @Test
  void filesThatAreGoneAreTold() throws IOException {
    commit("1.avro", 2, 0);
    assertThatThrownBy(this::read)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("1.avro");

    commit("2.avro", 3, 0, schema("a"));
    assertThat(read().missing()).hasSize(1);
  }

  @Test
  void linesHaveNoSchema() throws IOException {
    commit("1.json.gz", 2, 0);
    assertThatThrownBy(this::read)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the files of clicks contain lines");

    commit("2.avro", 3, 0, schema("a"));
    assertThat(read().lines()).hasSize(1);
  }

  @Test
  void aTopicWithoutFilesHasNoSchema() {
    assertThatThrownBy(this::read)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no data file of clicks");
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("1.avro"), "no Avro at all");
    commit("1.avro", 2, 0);

    assertThatThrownBy(this::read)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("1.avro")
        .hasMessageContaining("camus verify --deep");
  }
}
