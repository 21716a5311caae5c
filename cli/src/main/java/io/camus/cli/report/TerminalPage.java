package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

import io.camus.cli.page.Page;

/**
 * A page as the terminal shows it.
 *
 * @param command the command that shows it, such as {@code camus audit}
 * @param page its content
 */
public record TerminalPage(String command, Page page) {
  public TerminalPage {
    requireNonNull(command, "command");
    requireNonNull(page, "page");
  }
}
