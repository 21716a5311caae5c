package io.camus.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.LineFile.TornFileException;
import io.camus.model.PulledRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineFileTest {
  private record Head(String name) {}

  private record Row(int number, String text) {}

  private static final List<Row> ROWS =
      List.of(new Row(1, "a \"quoted\" text"), new Row(2, "two\r\nlines, \u2028 and more"));

  private static byte[] written(List<Row> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LineFile.write(out, "rows", new Head("head"), rows);
    return out.toByteArray();
  }

  private static LineFile.Content<Head, Row> read(byte[] bytes) throws IOException {
    return LineFile.read(new ByteArrayInputStream(bytes), "rows", Head.class, Row.class, "/file");
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    LineFile.Content<Head, Row> content = read(written(ROWS));
    assertThat(content.header()).isEqualTo(new Head("head"));
    assertThat(content.lines()).isEqualTo(ROWS);
    assertThat(read(written(List.of())).lines()).isEmpty();
  }

  @Test
  void aFileThatIsCutAnywhereIsTorn() throws IOException {
    byte[] whole = written(ROWS);
    for (int length = 0; length < whole.length - 1; length++) {
      byte[] torn = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(torn))
          .as("cut to %d bytes", length)
          .isInstanceOf(TornFileException.class)
          .hasMessageContaining("/file");
    }
  }

  @Test
  void aChangedByteIsNoticed() throws IOException {
    byte[] whole = written(ROWS);
    for (int at = 0; at < whole.length - 1; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> read(changed))
          .as("byte %d", at)
          .isInstanceOf(TornFileException.class);
    }
  }

  @Test
  void digestsThatAnOlderVersionDidNotWriteAreEmpty() throws IOException {
    String file =
        """
        {"kind":"DATA","staged":"/s","destination":"/d","range":%s,"records":5,"bytes":9,
         "firstEventMillis":1,"lastEventMillis":2,"digest":"crc32c:00000000"%s}""";
    String pulled =
        """
        {"range":%s,"plannedTo":5,"written":5,"rejected":{},"skipped":0,"absent":0,
         "files":[%s],"counts":[]%s,"unfinished":null}""";
    String range =
        """
        {"partition":"a.b-0","topicId":"AAAAAAABchUAAAAAAAAAAQ","generation":0,"from":0,"to":5}""";
    String old = pulled.formatted(range, file.formatted(range, ""), "");
    String today =
        pulled.formatted(
            range,
            file.formatted(range, ",\"contentDigest\":\"sum64:01\""),
            ",\"sourceDigest\":\"sum64:02\"");

    PulledRange read = Json.mapper().readValue(old, PulledRange.class);
    assertThat(read.sourceDigest()).isEmpty();
    assertThat(read.files()).singleElement().matches(it -> it.contentDigest().isEmpty());
    read = Json.mapper().readValue(today, PulledRange.class);
    assertThat(read.sourceDigest()).contains("sum64:02");
    assertThat(read.files().get(0).contentDigest()).contains("sum64:01");
    assertThat(Json.mapper().readValue(Json.mapper().writeValueAsString(read), PulledRange.class))
        .isEqualTo(read);
    assertThatThrownBy(
            () -> Json.mapper().readValue(old.replace("\"skipped\":0,", ""), PulledRange.class))
        .hasMessageContaining("skipped");
    assertThatThrownBy(
            () -> Json.mapper().readValue(old.replace("\"counts\":[],", ""), PulledRange.class))
        .hasMessageContaining("counts");
  }

  @Test
  void aMissingLineIsNoticed() throws IOException {
    String[] lines = new String(written(ROWS), StandardCharsets.UTF_8).split("\n", -1);
    String shorter = String.join("\n", lines[0], lines[1], lines[3], "");
    assertThatThrownBy(() -> read(shorter.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(TornFileException.class);
  }

  @Test
  void aFileOfAnotherKindIsRefusedByName() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LineFile.write(out, "columns", new Head("head"), ROWS);
    assertThatThrownBy(() -> read(out.toByteArray()))
        .isInstanceOf(TornFileException.class)
        .hasMessageContaining("/file is a columns");
  }
}
