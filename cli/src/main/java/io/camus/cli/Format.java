package io.camus.cli;

import io.camus.cli.page.Page;
import io.camus.cli.terminal.Terminal;
import io.camus.report.Json;
import java.util.function.Supplier;

/** For whom a result is shown. */
enum Format {
  /** People: a page. */
  TEXT,
  /** Programs: one document. */
  JSON;

  static Format of(boolean json) {
    return json ? JSON : TEXT;
  }

  /** Shows a result in this format. */
  void show(Terminal terminal, Supplier<Page> page, Supplier<Json> document) {
    if (this == JSON) {
      terminal.print(document.get().text());
    } else {
      terminal.show(page.get());
    }
  }
}
