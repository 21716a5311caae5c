package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.FileSelection;
import io.camus.commit.LiveFile;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import io.camus.reading.TopicSchemas;
import io.camus.reading.WriterSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaFormatter;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {
  private static final Schema FIRST =
      SchemaBuilder.record("Click").namespace("test").fields().requiredInt("x").endRecord();
  private static final Schema SECOND =
      SchemaBuilder.record("Click")
          .namespace("test")
          .fields()
          .requiredLong("x")
          .requiredString("y")
          .endRecord();
  private static final Schema OTHER =
      SchemaBuilder.record("Click").namespace("test").fields().requiredString("x").endRecord();

  private final CommandLineFixture camus = new CommandLineFixture();
  private final List<FileSelection> asked = new ArrayList<>();

  @TempDir Path folder;

  private static LiveFile file(String name, long record) {
    OffsetRange range =
        new OffsetRange(new TopicPartition("clicks", 0), new Uuid(1, 1), 0, record, record + 1);
    return new LiveFile(
        new DataFile(
            DataFile.Kind.DATA,
            "/staged/" + name,
            "/camus/topics/clicks/" + name,
            List.of(new Part(range, 1)),
            1,
            0,
            0,
            "crc32c:00000000",
            "sum64:0000000000000000"),
        record,
        true);
  }

  private void schemas(List<LiveFile> lines, List<LiveFile> missing, Schema... oldestFirst) {
    List<WriterSchema> schemas = new ArrayList<>();
    for (Schema schema : oldestFirst) {
      int number = schemas.size() + 1;
      schemas.add(new WriterSchema(schema, number, file(number + ".avro", number)));
    }
    camus.operations.schemas =
        selection -> {
          asked.add(selection);
          return new TopicSchemas("clicks", schemas, lines, missing);
        };
  }

  @Test
  void theNewestSchemaGoesToStandardOutputAloneAndWhatItIsToTheOther() {
    schemas(List.of(), List.of(), FIRST, SECOND);

    assertThat(camus.executeWithSettings("schema", "clicks")).isZero();
    assertThat(camus.out()).isEqualTo(SchemaFormatter.format("json/pretty", SECOND) + "\n");
    assertThat(camus.err())
        .isEqualTo(
            """
            OK: the newest of 2 schemas of clicks, in 2 of 3 files
              name        test.Click
              first in    /camus/topics/clicks/2.avro, of commit record 2
              notice   1 file with an older schema; --all writes one that reads them all
            """);
    assertThat(asked)
        .singleElement()
        .satisfies(it -> assertThat(it.kind()).isEqualTo(DataFile.Kind.DATA));
  }

  @Test
  void oneSchemaForAllFilesGoesToAFile() throws IOException {
    schemas(
        List.of(file("1.json", 9)), List.of(file("a.avro", 7), file("b.avro", 8)), FIRST, SECOND);
    Path output = folder.resolve("clicks.avsc");

    assertThat(
            camus.executeWithSettings("schema", "clicks", "--all", "--output", output.toString()))
        .isZero();
    Schema written = new Schema.Parser().parse(Files.readString(output));
    assertThat(written.getField("x").schema().getType()).isEqualTo(Schema.Type.LONG);
    assertThat(written.getField("y").schema().isNullable()).isTrue();
    assertThat(camus.out())
        .contains(
            "OK: reads all 3 files of clicks, which have 2 schemas",
            "1 file of lines, which have no schema",
            "/camus/topics/clicks/1.json",
            "2 files of the commit log",
            "/camus/topics/clicks/a.avro",
            output.toString());
    assertThat(camus.err()).isEmpty();
  }

  @Test
  void filesAreChosenByTheirDirectory() {
    schemas(List.of(), List.of(), FIRST);

    assertThat(camus.executeWithSettings("schema", "clicks", "--bucket", "/hourly/2026/")).isZero();
    assertThat(asked)
        .singleElement()
        .satisfies(it -> assertThat(it.bucket()).isEqualTo(Optional.of("hourly/2026")));
    assertThat(camus.err()).contains("OK: the only schema of clicks, in 1 of 1 file\n");
  }

  @Test
  void withoutASchemaForAllNothingIsWritten() {
    schemas(List.of(), List.of(), FIRST, OTHER);
    Path output = folder.resolve("clicks.avsc");

    assertThat(
            camus.executeWithSettings("schema", "clicks", "--all", "--output", output.toString()))
        .isEqualTo(2);
    assertThat(camus.err())
        .contains("field x is string in newer files and int in /camus/topics/clicks/1.avro");
    assertThat(output).doesNotExist();
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    schemas(List.of(), List.of(), FIRST);
    String output = folder.resolve("none/clicks.avsc").toString();

    assertThat(camus.executeWithSettings("schema", "clicks", "--output", output)).isEqualTo(3);
    assertThat(camus.err()).contains("cannot write " + output);
  }
}
