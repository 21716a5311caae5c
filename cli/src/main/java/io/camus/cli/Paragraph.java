package io.camus.cli;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines at blanks. */
final class Paragraph {
  private Paragraph() {}

  /** Lines of {@code width} characters at most, as long as no word is longer. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The same, with a first line that begins with {@code head}, the others below its end. */
  static List<String> hanging(String head, String text, int width) {
    List<String> lines = new ArrayList<>(wrap(text, Math.max(20, width - head.length())));
    String blanks = " ".repeat(head.length());
    for (int i = 0; i < lines.size(); i++) {
      lines.set(i, (i == 0 ? head : blanks) + lines.get(i));
    }
    return lines;
  }
}
