package io.camus.cli.report;

/** Classes of file sizes: below 4 KiB, then each four times the one before, then all from 1 GiB. */
final class SizeBins {
  /** The number of classes. */
  static final int COUNT = 11;

  private static final int FIRST_BITS = 12;

  private SizeBins() {}

  /** The number of the class of a size. */
  static int of(long bytes) {
    int bin = 0;
    while (bin < COUNT - 1 && bytes >= to(bin)) {
      bin++;
    }
    return bin;
  }

  /** The smallest size of a class, inclusive. */
  static long from(int bin) {
    return bin == 0 ? 0 : 1L << (FIRST_BITS + 2 * (bin - 1));
  }

  /** The largest size of a class, exclusive. */
  static long to(int bin) {
    return bin == COUNT - 1 ? Long.MAX_VALUE : 1L << (FIRST_BITS + 2 * bin);
  }
}
