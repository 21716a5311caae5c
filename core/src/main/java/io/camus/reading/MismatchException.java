package io.camus.reading;

/** No schema can read both of two schemas, because of one field. */
final class MismatchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String newer;
  private final String older;

  /**
   * @param where the field, in dots, or that it is the record itself
   * @param newer what the newer schema has there
   * @param older what the older schema has there
   */
  MismatchException(String where, String newer, String older) {
    super(where);
    this.newer = newer;
    this.older = older;
  }

  String where() {
    return getMessage();
  }

  String newer() {
    return newer;
  }

  String older() {
    return older;
  }
}
