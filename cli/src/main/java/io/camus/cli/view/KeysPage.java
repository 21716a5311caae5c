package io.camus.cli.view;

import io.camus.cli.page.Page;
import io.camus.config.Key;
import io.camus.config.KeyCatalog;
import io.camus.config.KeyGroup;
import io.camus.config.RefusedKey;
import java.util.List;
import java.util.Locale;

/** {@code camus config} for people: the keys, area by area. */
public final class KeysPage {
  private static final int TEXT = 6;

  private final Page page = new Page();
  private String group = "";

  private KeysPage() {}

  /** The keys whose name or meaning contains the word, in any case; empty if there are none. */
  public static Page of(String word) {
    String part = word.toLowerCase(Locale.ROOT);
    KeysPage keys = new KeysPage();
    KeyCatalog.INSTALLED
        .groups()
        .forEach(
            area ->
                area.keys().stream()
                    .filter(key -> text(area, key).toLowerCase(Locale.ROOT).contains(part))
                    .forEach(key -> keys.key(area, key)));
    RefusedKey.ALL.stream()
        .filter(key -> (key.name() + key.instead()).toLowerCase(Locale.ROOT).contains(part))
        .forEach(keys::refused);
    return keys.page;
  }

  private static String text(KeyGroup area, Key<?> key) {
    return String.format(
        Locale.ROOT,
        "%s %s %s %s",
        key.name(),
        KeyCatalog.aliases(key),
        key.meaning(),
        area.title());
  }

  private void key(KeyGroup area, Key<?> key) {
    group(area.title());
    String preset = key.presetForPeople();
    String required = preset.equals("required") ? "" : "default: ";
    List<String> aliases = KeyCatalog.aliases(key);
    page.heading(
            2,
            key.name() + (key.perTopic() ? "[.topic]" : ""),
            "(" + key.typeWord() + ", " + required + preset + ")")
        .paragraph(TEXT, key.meaning());
    if (!aliases.isEmpty()) {
      page.paragraph(TEXT, "Aliases: " + String.join(", ", aliases) + ".");
    }
  }

  private void refused(RefusedKey key) {
    group("Refused keys");
    page.heading(2, key.name(), "").paragraph(TEXT, key.instead());
  }

  private void group(String title) {
    if (!title.equals(group)) {
      if (!group.isEmpty()) {
        page.gap();
      }
      page.heading(title);
      group = title;
    }
  }
}
