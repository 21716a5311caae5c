package io.camus.inspect;

/** Receives the progress of sampling topics. */
@FunctionalInterface
public interface SampleProgress {

  /**
   * Called after each poll, many times a second.
   *
   * @param topics topics whose sample is complete
   * @param of all topics
   * @param records records read
   */
  void sampled(int topics, int of, long records);
}
