package io.camus.digest;

import java.util.Locale;

/**
 * The arithmetic of both digests. A digest is the sum, modulo 2^64, of one well-mixed number per
 * record. It depends on every record and how often it occurs, but not on grouping or order.
 *
 * <p>{@link #mix} is the finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom
 * Number Generators, OOPSLA 2014): a bijection of 64 bits in which each bit of the input changes
 * each bit of the output with a probability of about one half. A CRC by itself must not be summed:
 * it is linear, and equal changes of two records would cancel.
 */
final class Mixing {
  /** The number of null, which differs from that of any bytes. */
  static final long NULL = 0;

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Mixing() {}

  static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * The number of a sequence of bytes.
   *
   * @param length how many, modulo 2^31
   */
  static long ofBytes(long crc32c, long length) {
    return ((length & 0x7FFFFFFFL) + 1) << 32 | crc32c;
  }

  /** The text form: {@code sum64:00c0ffee00c0ffee}. */
  static String text(long sum) {
    return String.format(Locale.ROOT, "sum64:%016x", sum);
  }
}
