package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

/**
 * Rows that are not in the report, because it would be too large.
 *
 * @param rows how many; 0 for none
 * @param command shows all of them, such as {@code camus files -P camus.properties TOPIC}
 */
public record Omitted(long rows, String command) {
  public Omitted {
    requireNonNull(command, "command");
    if (rows < 0) {
      throw new IllegalArgumentException("negative: " + rows);
    }
  }
}
