package io.camus.run;

import io.camus.run.Mutant.Edit;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A rule of docs/protocol.md that can be switched off.
 *
 * @param name what it says
 * @param edits switch it off
 * @param found matches what a history finds then
 * @param histories those that are tried, in this order, as {@link Histories} names them
 */
record Rule(String name, List<Edit> edits, String found, List<String> histories) {
  private static final int SEEDS = 400;

  /**
   * One that the simulation finds.
   *
   * @param seed a history that shows it; others are tried if it does not any more
   */
  static Rule of(String name, String found, long seed, Edit... edits) {
    List<String> seeds =
        LongStream.concat(LongStream.of(seed), LongStream.range(0, SEEDS))
            .mapToObj(Long::toString)
            .toList();
    return new Rule(name, List.of(edits), found, seeds);
  }

  /**
   * One that the simulation with tracked buckets finds.
   *
   * @param seed a history that shows it; others are tried if it does not any more
   */
  static Rule tracked(String name, String found, long seed, Edit... edits) {
    return of(name, found, seed, edits).in(Histories.TRACKED);
  }

  /**
   * One that the simulation with tables finds.
   *
   * @param seed a history that shows it; others are tried if it does not any more
   */
  static Rule inTables(String name, String found, long seed, Edit... edits) {
    return of(name, found, seed, edits).in(Histories.IN_TABLES);
  }

  private Rule in(String simulation) {
    return new Rule(name, edits, found, histories.stream().map(simulation::concat).toList());
  }

  /**
   * One that the simulation on an object store finds.
   *
   * @param seed a history that shows it; others are tried if it does not any more
   */
  static Rule uploaded(String name, String found, long seed, Edit... edits) {
    return of(name, found, seed, edits).in(Histories.UPLOADED);
  }

  /** One that chance finds too seldom. */
  static Rule of(String name, String found, DirectedHistory history, Edit... edits) {
    return new Rule(name, List.of(edits), found, List.of(history.name()));
  }

  static Edit edit(String file, String text, String replacement) {
    return new Edit(file, text, replacement);
  }

  @Override
  public String toString() {
    return name;
  }
}
