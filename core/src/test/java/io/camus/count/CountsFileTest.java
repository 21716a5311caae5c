package io.camus.count;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.count.TopicCounts.Span;
import io.camus.model.WindowCount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountsFileTest {
  private static final TopicCounts CLICKS =
      new TopicCounts(
          "clicks",
          Duration.ofMinutes(10),
          Span.ofMillis(1_700_000_000_000L, 1_700_000_009_000L),
          Optional.of(Span.ofMillis(1_699_999_200_000L, 1_699_999_999_999L)),
          3,
          List.of(
              new WindowCount(1_699_999_200_000L, "web1", "shop", 42),
              new WindowCount(1_699_999_800_000L, "web \"2\"\n", "Käse", 1)));
  private static final TopicCounts EMPTY =
      new TopicCounts(
          "empty", Duration.ofMinutes(10), Span.ofMillis(1, 2), Optional.empty(), 0, List.of());

  @Test
  void countsRoundTrip() throws IOException {
    List<TopicCounts> topics = List.of(CLICKS, EMPTY);

    assertThat(CountsReader.read(new ByteArrayInputStream(written(topics)))).isEqualTo(topics);
  }

  @Test
  void noCountsRoundTrip() throws IOException {
    assertThat(CountsReader.read(new ByteArrayInputStream(written(List.of())))).isEmpty();
  }

  @Test
  void oneTopicIsOneLineWithTheNamesOfTheOriginal() throws IOException {
    assertThat(new String(written(List.of(CLICKS, EMPTY)), UTF_8).lines())
        .containsExactly(
            "{\"topic\":\"clicks\",\"granularity\":600000,\"startTime\":1700000000000,"
                + "\"endTime\":1700000009000,\"firstEventTime\":1699999200000,"
                + "\"lastEventTime\":1699999999999,\"errorCount\":3,\"counts\":["
                + "{\"server\":\"web1\",\"service\":\"shop\",\"start\":1699999200000,\"count\":42},"
                + "{\"server\":\"web \\\"2\\\"\\n\",\"service\":\"Käse\",\"start\":1699999800000,"
                + "\"count\":1}]}",
            "{\"topic\":\"empty\",\"granularity\":600000,\"startTime\":1,\"endTime\":2,"
                + "\"errorCount\":0,\"counts\":[]}");
  }

  @Test
  void streamStaysOpen() throws IOException {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };

    CountsFile.write(out, List.of(EMPTY));

    assertThat(out.size()).isPositive();
  }

  @Test
  void fileThatIsCutShortIsRefused() throws IOException {
    String text = new String(written(List.of(CLICKS)), UTF_8);

    assertThatThrownBy(() -> read(text.substring(0, text.length() - 5)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a counts file");
  }

  @Test
  void missingOrWrongFieldIsRefusedByName() throws IOException {
    String text = new String(written(List.of(EMPTY)), UTF_8);

    assertThatThrownBy(() -> read(text.replace("\"errorCount\":0,", "")))
        .hasMessageContaining("errorCount is missing");
    assertThatThrownBy(() -> read(text.replace("\"granularity\":600000", "\"granularity\":\"x\"")))
        .hasMessageContaining("granularity is not an integer");
    assertThatThrownBy(() -> read(text.replace("\"empty\"", "7")))
        .hasMessageContaining("topic is not a string");
  }

  private static List<TopicCounts> read(String text) throws IOException {
    return CountsReader.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static byte[] written(List<TopicCounts> topics) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CountsFile.write(out, topics);
    return out.toByteArray();
  }
}
