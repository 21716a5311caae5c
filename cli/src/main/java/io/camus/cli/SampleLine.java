package io.camus.cli;

import io.camus.cli.page.Figures;
import io.camus.cli.terminal.Terminal;
import io.camus.cli.terminal.WorkLine;
import io.camus.inspect.SampleProgress;
import java.util.List;
import java.util.function.Function;

/** The progress of sampling topics on standard error. */
final class SampleLine {
  private SampleLine() {}

  /** Shows the progress of some work that samples topics. */
  static <T> T during(Function<SampleProgress, T> work, Terminal terminal) {
    try (WorkLine line = WorkLine.start(terminal, "inspect")) {
      return work.apply(
          (topics, of, records) ->
              line.show(new WorkLine.Share(topics, of, details(topics, of, records))));
    }
  }

  private static List<String> details(int topics, int of, long records) {
    return List.of(
        Figures.count(topics) + " of " + Figures.count(of, "topic"),
        Figures.count(records, "record"));
  }
}
