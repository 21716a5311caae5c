package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Past runs.
 *
 * @param rows the newest first
 * @param omitted the oldest ones
 */
public record Runs(List<RunRow> rows, Omitted omitted) {
  public Runs {
    rows = List.copyOf(rows);
    requireNonNull(omitted, "omitted");
  }
}
