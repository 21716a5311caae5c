package io.camus.it.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The demo's output: short lines under numbered headings, and tables. */
final class Page {
  private static final String INDENT = "   ";
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private final PrintWriter out;
  private int headings;

  Page(PrintWriter out) {
    this.out = out;
  }

  /** Starts the next part. */
  void heading(String text) {
    headings++;
    out.printf(Locale.ROOT, "%n%d  %s%n", headings, text);
    out.flush();
  }

  void line(String text) {
    out.println(text.isEmpty() ? "" : INDENT + text);
    out.flush();
  }

  /** Prints rows under a head: the first column to the left, all others to the right. */
  void table(List<String> head, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(head);
    all.addAll(rows);
    int[] widths = new int[head.size()];
    all.forEach(
        row -> {
          for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    all.forEach(
        row -> {
          StringBuilder line = new StringBuilder();
          for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? row.get(i) + pad : "   " + pad + row.get(i));
          }
          line(line.toString());
        });
  }

  /** {@code 1,234,567}. */
  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 3.4 s}. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }

  /** {@code 12.3 MiB}. */
  static String bytes(long count) {
    double value = count;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }
}
