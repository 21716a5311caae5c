package io.camus.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Tables in pages of the guide that are generated from declarations. A test that compares them
 * writes them if it is run with {@code -Dcamus.update.docs=true} in {@code test.jvm.args}.
 */
public final class KeyTable {
  private static final Path GUIDE = Path.of("..", "docs", "guide");
  private static final String END = "<!-- end -->";

  private KeyTable() {}

  /** The keys of a group, a row each. */
  public static String of(KeyGroup group) {
    StringBuilder rows = new StringBuilder("| key | default | meaning |\n|---|---|---|\n");
    for (Key<?> key : group.keys()) {
      rows.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %s |\n",
              key.name(),
              key.presetForPeople(),
              key.meaning()));
    }
    return rows.toString();
  }

  /** A page with other rows after a mark, {@code <!-- mark -->}. */
  public static String with(String page, String mark, String rows) {
    String begin = "<!-- " + mark + " -->\n";
    int from = page.indexOf(begin) + begin.length();
    assertThat(page).contains(begin);
    return page.substring(0, from) + rows + page.substring(page.indexOf(END, from));
  }

  /** A page of the guide. */
  public static String page(String name) throws IOException {
    return Files.readString(GUIDE.resolve(name), UTF_8);
  }

  /** Fails unless a page of the guide is the generated one. */
  public static void requireUpToDate(String name, String generated) throws IOException {
    if (Boolean.getBoolean("camus.update.docs")) {
      Files.writeString(GUIDE.resolve(name), generated, UTF_8);
    }
    assertThat(page(name))
        .as("out of date; run this test with camus.update.docs=true")
        .isEqualTo(generated);
  }
}
