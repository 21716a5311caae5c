package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.CamusConfig;
import io.camus.run.RunSummary.TopicSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final CamusConfig CONFIG =
      CamusConfig.parse(
          Map.of(
              "kafka.brokers", "b:9092",
              "etl.destination.path", "/d",
              "etl.execution.base.path", "/b",
              "etl.execution.history.path", "/h"));

  private final Terminal terminal = new CommandLineFixture().terminal();

  @Test
  void manyTopicsAreTheFiftyLargestAndASum() {
    List<TopicSummary> topics = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      topics.add(Samples.topic(String.format(Locale.ROOT, "topic-%02d", i), 1000 + i, 0, 0));
    }

    List<String> lines = new SummaryPage(CONFIG, terminal).lines(Samples.summary(topics));

    assertThat(lines.stream().filter(line -> line.startsWith("topic-"))).hasSize(50);
    assertThat(lines).noneMatch(line -> line.startsWith("topic-09"));
    assertThat(lines).anyMatch(line -> line.startsWith("(10 others)    10,045"));
  }

  @Test
  void longNamesLoseTheirMiddleAndNumbersNothing() {
    TopicSummary topic = Samples.topic("very.long.name.".repeat(12) + "end", 600_000, 1, 2);

    List<String> lines = new SummaryPage(CONFIG, terminal).lines(Samples.summary(List.of(topic)));

    assertThat(lines.get(2))
        .hasSize(100)
        .startsWith("very.long.name.")
        .contains("..", "long.name.end   600,000  93.3 MiB");
  }

  @Test
  void figuresAreReadable() {
    assertThat(Figures.bytes(0)).isEqualTo("0 B");
    assertThat(Figures.bytes(1023)).isEqualTo("1023 B");
    assertThat(Figures.bytes(1024)).isEqualTo("1.0 KiB");
    assertThat(Figures.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    assertThat(Figures.duration(Duration.ofMillis(1234))).isEqualTo("1.2 s");
    assertThat(Figures.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Figures.duration(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
    assertThat(Figures.duration(Duration.ofMinutes(127))).isEqualTo("2 h 07 min");
    assertThat(Figures.count(1, "file")).isEqualTo("1 file");
    assertThat(Figures.perSecond(10, Duration.ZERO)).isEqualTo(10_000);
  }

  @Test
  void paragraphsHangBelowTheirHead() {
    assertThat(Paragraph.hanging("head ", "one two three four five six", 25))
        .containsExactly("head one two three four", "     five six");
  }
}
