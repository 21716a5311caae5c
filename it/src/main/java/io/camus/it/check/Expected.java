package io.camus.it.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The records of one topic-partition that are expected in data files, as a multiset: equal records
 * at several offsets count separately.
 */
final class Expected {
  private final Map<Fingerprint, long[]> offsetsByContent = new HashMap<>();

  /** Expects a record. */
  void add(Fingerprint content, long offset) {
    offsetsByContent.merge(content, new long[] {offset}, Expected::concatenate);
  }

  /**
   * A record was found in a file.
   *
   * @param isIn whether the file can hold the record of an offset
   * @return what is wrong with it, or empty
   */
  Optional<Finding.Kind> found(Fingerprint content, LongPredicate isIn) {
    long[] offsets = offsetsByContent.get(content);
    if (offsets == null) {
      return Optional.of(Finding.Kind.ALTERED);
    }
    for (int i = 0; i < offsets.length; i++) {
      if (isIn.test(offsets[i])) {
        offsetsByContent.put(content, without(offsets, i));
        return Optional.empty();
      }
    }
    return Optional.of(offsets.length == 0 ? Finding.Kind.DOUBLED : Finding.Kind.ALTERED);
  }

  /** The offsets of the records that were not found, in order. */
  List<Long> missing() {
    List<Long> missing = new ArrayList<>();
    offsetsByContent.values().forEach(left -> Arrays.stream(left).forEach(missing::add));
    missing.sort(null);
    return missing;
  }

  private static long[] concatenate(long[] first, long[] second) {
    long[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static long[] without(long[] offsets, int index) {
    long[] rest = new long[offsets.length - 1];
    System.arraycopy(offsets, 0, rest, 0, index);
    System.arraycopy(offsets, index + 1, rest, index, rest.length - index);
    return rest;
  }
}
