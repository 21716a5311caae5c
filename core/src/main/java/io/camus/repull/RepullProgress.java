package io.camus.repull;

/** Receives the progress of a comparison with Kafka. */
@FunctionalInterface
public interface RepullProgress {

  /**
   * Called after each poll, many times a second.
   *
   * @param ranges finished ranges
   * @param records records that were pulled again
   */
  void pulled(long ranges, long records);
}
