package io.camus.cli.terminal;

import io.camus.cli.page.Figures;
import io.camus.engine.Engine.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The line that shows the progress of a pull: {@code [====> ] 45 % 37,500/s ETA 15 s 550,000 left}.
 * Parts that do not fit are omitted, the last ones first.
 */
record PullBar(PullShare share, Pace pace) {
  private static final String GAP = "  ";
  private static final int LEAST_BAR = 10;
  private static final int MOST_BAR = 30;

  /** The bar's share of the line. It does not change, so that the bar only grows. */
  private static final int SHARE = 4;

  private static final int FRAME = 2;

  /**
   * The line.
   *
   * @param room in characters
   */
  String line(int room) {
    List<String> parts = parts();
    int bar = Math.min(MOST_BAR, Math.max(LEAST_BAR, room / SHARE));
    while (parts.size() > 1 && length(parts) + FRAME + bar > room) {
      parts.remove(parts.size() - 1);
    }
    return bar(bar) + GAP + String.join(GAP, parts);
  }

  /** Of the parts, each behind a gap. */
  private static int length(List<String> parts) {
    return parts.stream().mapToInt(part -> GAP.length() + part.length()).sum();
  }

  private List<String> parts() {
    Progress progress = share.progress();
    List<String> parts = new ArrayList<>();
    parts.add(String.format(Locale.ROOT, "%3d %%", share.percent()));
    if (progress.records().isPresent()) {
      pace.perSecond().ifPresent(rate -> parts.add(Figures.count(Math.round(rate)) + "/s"));
      if (share.offsets() > 0) {
        pace.timeFor(share.left()).ifPresent(left -> parts.add("ETA " + Figures.duration(left)));
        parts.add(Figures.count(share.left()) + " left");
      }
    }
    parts.add(String.format(Locale.ROOT, "%d of %d tasks", progress.tasksDone(), progress.tasks()));
    progress.bytes().ifPresent(bytes -> parts.add(Figures.bytes(bytes)));
    return parts;
  }

  private String bar(int width) {
    int full = (int) (width * share.percent() / 100);
    String tip = full > 0 && full < width ? ">" : "";
    return "[" + "=".repeat(full - tip.length()) + tip + " ".repeat(width - full) + "]";
  }
}
