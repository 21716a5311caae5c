package io.camus.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.RunId;
import io.camus.schema.SealedTexts;
import io.camus.spi.StorePath;
import io.camus.store.LocalStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kept schemas of a topic as an earlier Camus has written them: their meaning, and bytes. */
class SeenSchemasGoldenTest {
  private static final SeenSchemas SEEN =
      new SeenSchemas(
          "clicks",
          42,
          "0dfe8af6aee7bbe1",
          List.of(
              new SeenSchema(
                  SchemaBuilder.record("Click")
                      .namespace("a.b")
                      .doc("\u00e9")
                      .fields()
                      .requiredInt("n")
                      .endRecord(),
                  3,
                  1200,
                  5,
                  new RunId("2026-11-22-14-05-59-ba419d"),
                  1_763_820_000_000L,
                  "hdfs://nn/data/clicks/hourly/2026/11/22/14/clicks+3+0+400+400.avro"),
              new SeenSchema(
                  Schema.create(Schema.Type.LONG),
                  1,
                  Long.MAX_VALUE,
                  42,
                  new RunId("2026-11-22-14-10-00-00c0de"),
                  -1,
                  "/data/clicks/x.avro")),
          7,
          Optional.of(Schema.create(Schema.Type.DOUBLE)));

  private static final SeenSchemas OF_NO_FILE =
      new SeenSchemas("clicks", 1, "a", List.of(), 0, Optional.empty());

  private final SealedTexts texts = new SealedTexts(new LocalStore(), Clock.systemUTC());

  @TempDir private Path folder;

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = SeenSchemasGoldenTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private void isRead(String name, SeenSchemas meaning) throws IOException {
    Path file = Files.write(folder.resolve(name), golden(name));

    assertThat(
            texts
                .read(new StorePath(file.toString()), "clicks")
                .flatMap(line -> SeenSchemasLine.read("clicks", line)))
        .contains(meaning);
  }

  private void isWritten(String name, SeenSchemas meaning) throws IOException {
    Path file = folder.resolve(name + "-new");
    texts.replace(new StorePath(file.toString()), "clicks", SeenSchemasLine.of(meaning));

    assertThat(file).hasBinaryContent(golden(name));
  }

  @Test
  void schemasOfFilesAndOfTheRegistry() throws IOException {
    isRead("seen-schemas", SEEN);
    isWritten("seen-schemas", SEEN);
  }

  @Test
  void noSchemaYet() throws IOException {
    isRead("seen-schemas-of-no-file", OF_NO_FILE);
    isWritten("seen-schemas-of-no-file", OF_NO_FILE);
  }
}
