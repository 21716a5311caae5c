package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

class BlankWrappedHelpTest {
  private static final List<String> WORDS =
      List.of("kafka.whitelist.topics", "hdfs://host/path", "2026-11-22T14:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {60, 64, 68, 72, 76, 80, 84, 88, 92, 96, 100, 120})
  void keysUrlsAndTimesAreNeverBroken(int width) {
    String help =
        new CommandLine(new Dance())
            .setHelpFactory(BlankWrappedHelp::new)
            .setUsageHelpWidth(width)
            .getUsageMessage(Ansi.OFF);

    for (String word : WORDS) {
      assertThat(help.split(Pattern.quote(word), -1)).as(help).hasSize(3);
    }
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
  }

  @Command(
      name = "dance",
      description = {
        "Takes the topics that kafka.whitelist.topics names to hdfs://host/path from the time"
            + " 2026-11-22T14:00:00Z on."
      })
  static final class Dance {
    @Option(
        names = {"-t", "--to"},
        paramLabel = "WHERE",
        description =
            "A topic that kafka.whitelist.topics lets through, or hdfs://host/path, or a time such"
                + " as 2026-11-22T14:00:00Z. Moving back pulls records again.")
    String to;
  }
}
