package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.books.BookReport;
import io.camus.books.Verdict.State;
import io.camus.cli.page.Figures;
import io.camus.cli.page.Tone;
import io.camus.model.ExitCode;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The verdict on books, in words.
 *
 * @param tone how good it is
 * @param words the verdict in a few words, in capitals
 * @param text the rest
 */
public record BookVerdict(Tone tone, String words, String text) {

  /** The verdict. */
  public static BookVerdict of(BookReport report) {
    Map<State, Long> states = report.states();
    String text =
        states.entrySet().stream()
            .map(it -> count(it.getValue()) + " " + Figures.word(it.getKey()))
            .collect(Collectors.joining(", ", "windows: ", ""));
    if (report.rows().isEmpty()) {
      return new BookVerdict(
          Tone.WARNING,
          "NOTHING TO BALANCE",
          report.span().fromMillis() >= report.at().toEpochMilli()
              ? "these windows have not begun yet"
              : "no messages were counted in these windows; runs count them if"
                  + " etl.run.tracking.post or etl.keep.count.files is true");
    }
    if (report.exitCode() != ExitCode.OK) {
      return new BookVerdict(Tone.BAD, "NOT BALANCED", text);
    }
    boolean audited = states.keySet().stream().anyMatch(state -> state != State.UNAUDITED);
    return audited
        ? new BookVerdict(Tone.GOOD, "BALANCED", text)
        : new BookVerdict(Tone.WARNING, "NOT AUDITED", text);
  }
}
