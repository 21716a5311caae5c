package io.camus.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A bar that grows, and what is said behind it: {@code [====> ] 45 % 37,500/s ETA 15 s}. What has
 * no room is left out, the last parts first.
 */
record Bar(long percent) {
  private static final String GAP = "  ";
  private static final int LEAST = 10;
  private static final int MOST = 30;

  /** The bar's share of the line. It does not change, so that the bar only grows. */
  private static final int SHARE = 4;

  private static final int FRAME = 2;

  /**
   * The line.
   *
   * @param room in characters
   * @param details behind the percentage, the most important first
   */
  String line(int room, List<String> details) {
    List<String> parts = new ArrayList<>();
    parts.add(String.format(Locale.ROOT, "%3d %%", percent));
    parts.addAll(details);
    int bar = Math.min(MOST, Math.max(LEAST, room / SHARE));
    while (parts.size() > 1 && length(parts) + FRAME + bar > room) {
      parts.remove(parts.size() - 1);
    }
    return bar(bar) + GAP + String.join(GAP, parts);
  }

  /** Of the parts, each behind a gap. */
  private static int length(List<String> parts) {
    return parts.stream().mapToInt(part -> GAP.length() + part.length()).sum();
  }

  private String bar(int width) {
    int full = (int) (width * percent / 100);
    String tip = full > 0 && full < width ? ">" : "";
    return "[" + "=".repeat(full - tip.length()) + tip + " ".repeat(width - full) + "]";
  }
}
