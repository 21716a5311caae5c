package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.offsets.PositionLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words about positions in an explanation. */
final class BookWords {
  private BookWords() {}

  /** What is not pulled of a partition. */
  static String position(PositionLine line) {
    List<String> parts = new ArrayList<>();
    line.position()
        .ifPresent(it -> parts.add(String.format(Locale.ROOT, "position %d", it.next())));
    if (line.lag() > 0) {
      parts.add(
          count(line.lag(), "offset")
              + " to pull"
              + line.recordTime().map(at -> ", the first record is of " + at).orElse(""));
    }
    if (line.lost() > 0) {
      parts.add(count(line.lost(), "offset") + " lost: Kafka no longer has them");
    }
    line.heldBack()
        .ifPresent(
            it ->
                parts.add(
                    String.format(
                        Locale.ROOT,
                        "offsets [%d,%d) behind an open transaction",
                        it.from(),
                        it.to())));
    return line.partition() + ": " + String.join("; ", parts);
  }
}
