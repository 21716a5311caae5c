package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

import io.camus.offsets.PositionLine;
import java.time.Instant;
import java.util.List;

/**
 * The positions of partitions, compared with the brokers' offsets.
 *
 * @param at when the brokers were asked
 * @param lines the most urgent ones first
 * @param lag offsets to pull, of all partitions
 * @param heldBack offsets blocked by open transactions, of all partitions
 * @param lost offsets that are gone, of all partitions
 * @param omitted the less urgent partitions
 */
public record Positions(
    Instant at, List<PositionLine> lines, long lag, long heldBack, long lost, Omitted omitted) {
  public Positions {
    requireNonNull(at, "at");
    lines = List.copyOf(lines);
    requireNonNull(omitted, "omitted");
  }
}
