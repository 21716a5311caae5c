package io.camus.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.wire.LineFile.Version;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LineFileTest {
  private record Row(int number, String text) {}

  private static final List<Row> ROWS =
      List.of(new Row(1, "a \"quoted\" text"), new Row(2, "two\r\nlines, \u2028 and more"));

  private static final LineFile<String, Row> OLD =
      new LineFile<>("rows", List.of(new Version<>(2, Codecs.TEXT, row("text"))));
  private static final LineFile<String, Row> NEW =
      new LineFile<>(
          "rows",
          List.of(
              new Version<>(2, Codecs.TEXT, row("text")),
              new Version<>(3, Codecs.TEXT, row("words"))));

  private static Codec<Row> row(String name) {
    var object = ObjectCodec.<Row>strict();
    var number = object.required("number", Codecs.INT, Row::number);
    var text = object.required(name, Codecs.TEXT, Row::text);
    return object.of(fields -> new Row(fields.get(number), fields.get(text)));
  }

  private static byte[] written(LineFile<String, Row> kind, List<Row> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    kind.write(out, "head", rows);
    return out.toByteArray();
  }

  private static LineFile.Content<String, Row> read(LineFile<String, Row> kind, byte[] bytes)
      throws IOException {
    return kind.read(new ByteArrayInputStream(bytes), "/file");
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    assertThat(read(OLD, written(OLD, ROWS))).isEqualTo(new LineFile.Content<>("head", ROWS));
    assertThat(read(OLD, written(OLD, List.of())).lines()).isEmpty();
  }

  @Test
  void theBytesAreTheseAndNoOthers() throws IOException {
    assertThat(written(OLD, List.of(new Row(7, "x"))))
        .asString(UTF_8)
        .isEqualTo(
            """
            {"camus":"rows","version":2,"header":"head"}
            {"number":7,"text":"x"}
            {"lines":1,"crc32c":"ee20bfc8"}
            """);
  }

  @Test
  void aFileThatIsCutAnywhereIsRefused() throws IOException {
    byte[] whole = written(OLD, ROWS);
    for (int length = 0; length < whole.length; length++) {
      byte[] torn = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(OLD, torn))
          .as("cut to %d bytes", length)
          .isInstanceOf(UnreadableFileException.class)
          .hasMessageContaining("/file is truncated");
    }
  }

  @Test
  void aChangedByteAnywhereIsRefused() throws IOException {
    byte[] whole = Golden.bytes("record.json");
    for (int at = 0; at < whole.length; at++) {
      for (int bit : new int[] {0x01, 0x20, 0x80, 0xFF}) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) bit;
        assertThatThrownBy(() -> RecordFile.read(new ByteArrayInputStream(changed), 42, "/file"))
            .as("byte %d", at)
            .isInstanceOf(UnreadableFileException.class)
            .hasMessageStartingWith("/file ");
      }
    }
  }

  @Test
  void aRecordManifestOrCheckpointThatIsCutAnywhereIsRefused() throws IOException {
    for (String name : List.of("record.json", "manifest", "summary", "groups", "checkpoint")) {
      byte[] whole = Golden.bytes(List.of("summary", "groups").contains(name) ? "manifest" : name);
      for (int length = 0; length < whole.length; length++) {
        ByteArrayInputStream torn = new ByteArrayInputStream(whole, 0, length);
        assertThatThrownBy(
                () -> {
                  switch (name) {
                    case "record.json" -> RecordFile.read(torn, 42, "/file");
                    case "manifest" -> ManifestFile.read(torn, "/file");
                    case "summary" -> ManifestFile.summary(torn, "/file");
                    case "groups" -> ManifestFile.groups(torn, "/file", Set.of(0));
                    default -> CheckpointFile.read(torn, "/file");
                  }
                })
            .as("%s cut to %d bytes", name, length)
            .isInstanceOf(UnreadableFileException.class);
      }
    }
  }

  @Test
  void aMissingOrAnAdditionalLineIsNoticed() throws IOException {
    String[] lines = new String(written(OLD, ROWS), UTF_8).split("\n", -1);
    for (String changed :
        List.of(
            String.join("\n", lines[0], lines[1], lines[3], ""),
            String.join("\n", lines[0], lines[1], lines[2], lines[2], lines[3], ""))) {
      assertThatThrownBy(() -> read(OLD, text(changed)))
          .isInstanceOf(UnreadableFileException.class)
          .hasMessage("/file does not match its checksum");
    }
    String more = new String(written(OLD, ROWS), UTF_8) + lines[1];
    assertThatThrownBy(() -> read(OLD, text(more))).isInstanceOf(UnreadableFileException.class);
  }

  @Test
  void aLineThatWasMeantToBeThereAndIsNotUnderstoodIsNamed() throws IOException {
    LineFile<String, String> other =
        new LineFile<>("rows", List.of(new Version<>(2, Codecs.TEXT, Codecs.TEXT)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    other.write(out, "head", List.of("one", "two"));
    assertThatThrownBy(() -> read(OLD, out.toByteArray()))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("/file cannot be read: line 2: must be an object, but is VALUE_STRING");
  }

  private static List<String> texts(byte[] bytes, long... wanted) throws IOException {
    return OLD.read(
            new ByteArrayInputStream(bytes),
            "/file",
            line -> LongStream.of(wanted).anyMatch(it -> it == line),
            Row::text)
        .lines();
  }

  @Test
  void theLinesAreKeptThatAreAskedFor() throws IOException {
    byte[] bytes = written(OLD, List.of(new Row(1, "a"), new Row(2, "b"), new Row(3, "c")));
    assertThat(texts(bytes, 0, 2)).containsExactly("a", "c");
    assertThat(texts(bytes, 1, 3)).containsExactly("b");
    assertThat(texts(bytes)).isEmpty();
  }

  @Test
  void aLineThatIsNotAskedForIsCheckedAndNotTakenApart() throws IOException {
    LineFile<String, String> other =
        new LineFile<>("rows", List.of(new Version<>(2, Codecs.TEXT, Codecs.TEXT)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    other.write(out, "head", List.of("one", "two", "six"));
    assertThat(texts(out.toByteArray())).isEmpty();
    assertThatThrownBy(() -> texts(out.toByteArray(), 1, 2))
        .hasMessageStartingWith("/file cannot be read: line 3: ");
    String changed = out.toString(UTF_8).replace("six", "ten");
    assertThatThrownBy(() -> texts(text(changed)))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("/file does not match its checksum");
  }

  @Test
  void aHeaderThatIsNotUnderstoodIsNamed() throws IOException {
    LineFile<Integer, Row> other =
        new LineFile<>("rows", List.of(new Version<>(2, Codecs.INT, row("text"))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    other.write(out, 7, ROWS);
    assertThatThrownBy(() -> read(OLD, out.toByteArray()))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage(
            "/file cannot be read: line 1: header: must be a string, but is VALUE_NUMBER_INT");
  }

  @Test
  void aFileOfAnotherKindIsRefusedByName() throws IOException {
    LineFile<String, Row> columns = new LineFile<>("columns", OLD.versions());
    assertThatThrownBy(() -> read(OLD, written(columns, ROWS)))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("/file is a columns, not a rows");
  }

  @Test
  void everyVersionHasItsReaderAndTheNewestIsWritten() throws IOException {
    assertThat(written(NEW, ROWS)).asString(UTF_8).contains("\"version\":3", "\"words\":");
    assertThat(read(NEW, written(NEW, ROWS)).lines()).isEqualTo(ROWS);
    assertThat(read(NEW, written(OLD, ROWS)).lines()).isEqualTo(ROWS);
  }

  @Test
  void aNewerVersionIsRefusedWithTheVersionsThatCanBeRead() throws IOException {
    LineFile<String, Row> newer =
        new LineFile<>("rows", List.of(new Version<>(4, Codecs.TEXT, row("text"))));
    byte[] bytes = written(newer, ROWS);
    assertThatThrownBy(() -> read(OLD, bytes))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage(
            "/file has version 4, but this Camus reads version 2; use the Camus that wrote it, or a"
                + " newer one");
    assertThatThrownBy(() -> read(NEW, bytes)).hasMessageContaining("reads version 2, version 3;");
  }

  @Test
  void aRecordThatSaysThatItIsAnotherOneIsRefused() {
    assertThatThrownBy(
            () ->
                RecordFile.read(
                    new ByteArrayInputStream(Golden.bytes("record.json")), 41, "/commits/41.json"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("/commits/41.json says that it is record 42");
  }

  @Test
  void streamsAreClosed() throws IOException {
    boolean[] closed = new boolean[2];
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    OLD.write(out, "head", ROWS);
    OLD.read(
        new ByteArrayInputStream(out.toByteArray()) {
          @Override
          public void close() {
            closed[1] = true;
          }
        },
        "/file");
    assertThat(closed).containsOnly(true);
  }
}
