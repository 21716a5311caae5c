package io.camus.repull;

/** Is told how far a comparison with Kafka has come. */
@FunctionalInterface
public interface RepullProgress {

  /**
   * Called after each poll, many times a second.
   *
   * @param ranges ranges that are done
   * @param records records that were pulled again
   */
  void pulled(long ranges, long records);
}
