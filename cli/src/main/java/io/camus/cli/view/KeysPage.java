package io.camus.cli.view;

import io.camus.cli.page.Page;
import io.camus.config.KeyCatalog;
import io.camus.config.KeyCatalog.KeyDescription;
import io.camus.config.RefusedKey;
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
    KeyCatalog.keys().stream()
        .filter(key -> text(key).toLowerCase(Locale.ROOT).contains(part))
        .forEach(keys::key);
    KeyCatalog.refused().stream()
        .filter(key -> (key.name() + key.instead()).toLowerCase(Locale.ROOT).contains(part))
        .forEach(keys::refused);
    return keys.page;
  }

  private static String text(KeyDescription key) {
    return key.name() + " " + key.legacyNames() + " " + key.meaning() + " " + key.group();
  }

  private void key(KeyDescription key) {
    group(key.group());
    String required = key.defaultValue().equals("required") ? "" : "default: ";
    page.heading(
            2,
            key.name() + (key.perTopic() ? "[.topic]" : ""),
            "(" + key.type() + ", " + required + key.defaultValue() + ")")
        .paragraph(TEXT, key.meaning());
    if (!key.legacyNames().isEmpty()) {
      page.paragraph(TEXT, "Also called " + String.join(", ", key.legacyNames()) + ".");
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
