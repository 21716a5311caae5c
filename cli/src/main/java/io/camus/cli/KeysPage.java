package io.camus.cli;

import io.camus.config.KeyCatalog;
import io.camus.config.KeyCatalog.KeyDescription;
import io.camus.config.RefusedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code camus config} for people: the keys, area by area. */
final class KeysPage {
  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();
  private String group = "";

  KeysPage(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The keys whose name or meaning contains the word, in any case; empty if there are none. */
  List<String> lines(String word) {
    String part = word.toLowerCase(Locale.ROOT);
    KeyCatalog.keys().stream()
        .filter(key -> text(key).toLowerCase(Locale.ROOT).contains(part))
        .forEach(this::key);
    KeyCatalog.refused().stream()
        .filter(key -> (key.name() + key.instead()).toLowerCase(Locale.ROOT).contains(part))
        .forEach(this::refused);
    return List.copyOf(lines);
  }

  private static String text(KeyDescription key) {
    return key.name() + " " + key.legacyNames() + " " + key.meaning() + " " + key.group();
  }

  private void key(KeyDescription key) {
    group(key.group());
    String topic = key.perTopic() ? "[.topic]" : "";
    lines.add(
        String.format(
            Locale.ROOT,
            "  %s  (%s, %s)",
            terminal.strong(key.name() + topic),
            key.type(),
            key.defaultValue().equals("required") ? "required" : "default: " + key.defaultValue()));
    hanging(key.meaning());
    if (!key.legacyNames().isEmpty()) {
      hanging("Also called " + String.join(", ", key.legacyNames()) + ".");
    }
  }

  private void refused(RefusedKey key) {
    group("Refused keys");
    lines.add("  " + terminal.strong(key.name()));
    hanging(key.instead());
  }

  private void group(String title) {
    if (!title.equals(group)) {
      if (!group.isEmpty()) {
        lines.add("");
      }
      lines.add(terminal.strong(title));
      group = title;
    }
  }

  private void hanging(String text) {
    lines.addAll(Paragraph.hanging("      ", text, Terminal.COLUMNS));
  }
}
