package io.camus.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests the name with the smallest edit distance. */
public final class NearestName {
  private NearestName() {}

  /** The nearest of the names; empty if even that one differs in more than two letters of three. */
  public static Optional<String> of(String typed, Collection<String> names) {
    return names.stream()
        .min(
            Comparator.comparingInt((String name) -> distance(typed, name))
                .thenComparing(Comparator.naturalOrder()))
        .filter(name -> distance(typed, name) <= Math.max(2, name.length() * 2 / 3));
  }

  /** A clause to end a message with: {@code ; did you mean x?}, or nothing. */
  public static String hint(String typed, Collection<String> names) {
    return of(typed, names).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** Levenshtein's distance: insertions, deletions and replacements. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
