package io.camus.run;

import io.camus.run.Mutant.Edit;
import java.util.List;

/**
 * A rule of docs/protocol.md that can be switched off.
 *
 * @param name what it says
 * @param edits switch it off
 * @param found matches what the simulation finds then
 * @param seed a history that shows it; others are tried if it does not any more
 */
record Rule(String name, List<Edit> edits, String found, long seed) {
  static Rule of(String name, String found, long seed, Edit... edits) {
    return new Rule(name, List.of(edits), found, seed);
  }

  static Edit edit(String file, String text, String replacement) {
    return new Edit(file, text, replacement);
  }

  @Override
  public String toString() {
    return name;
  }
}
