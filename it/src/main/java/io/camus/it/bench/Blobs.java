package io.camus.it.bench;

import java.util.random.RandomGenerator;

/**
 * Lines of letters and digits, half of them random.
 *
 * @param length bytes of each
 */
record Blobs(int length) implements Payload {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RUN = 8;

  @Override
  public Form form() {
    return Form.TEXT;
  }

  @Override
  public byte[] next(long eventMillis, int schemaId, RandomGenerator random) {
    byte[] line = new byte[length];
    for (int i = 0; i < length; i++) {
      boolean fixed = i / RUN % 2 == 0;
      line[i] = (byte) LETTERS.charAt(fixed ? i % RUN : random.nextInt(LETTERS.length()));
    }
    return line;
  }
}
