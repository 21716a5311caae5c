package io.camus.serdes.protobuf;

/** Ends a translation; without a stack trace, since bad data is not a program error. */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1;

  private final int position;

  /**
   * @param position the index of the byte in the record's array
   */
  Malformed(int position, String message) {
    super(message, null, false, false);
    this.position = position;
  }

  int position() {
    return position;
  }
}
