package io.camus.commit;

import static io.camus.commit.Workplace.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.camus.commit.LineFile.TornFileException;
import io.camus.model.PulledGroup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
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
  void aMissingFieldIsAnError() throws IOException {
    String pulled =
        Json.mapper()
            .writeValueAsString(new Workplace().pulled(Workplace.RUN, "a", range("clicks", 0, 5)));
    PulledGroup read = Json.mapper().readValue(pulled, PulledGroup.class);
    assertThat(Json.mapper().writeValueAsString(read)).isEqualTo(pulled);
    for (String field : List.of("\"skipped\":0,", "\"absent\":0,", "\"bytes\":0")) {
      String without = pulled.replaceFirst(Pattern.quote(field), "");
      assertThat(without).isNotEqualTo(pulled);
      assertThatThrownBy(() -> Json.mapper().readValue(without, PulledGroup.class))
          .isInstanceOf(JsonProcessingException.class);
    }
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
