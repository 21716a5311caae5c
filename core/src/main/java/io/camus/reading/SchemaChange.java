package io.camus.reading;

/**
 * A difference between two schemas.
 *
 * @param where the field, in dots; empty for the record itself
 * @param what in words: {@code widened from int to long}
 * @param newerMisreads whether a reader with the newer schema reads older values as other ones
 * @param olderMisreads whether a reader with the older schema reads newer values as other ones
 */
record SchemaChange(String where, String what, boolean newerMisreads, boolean olderMisreads) {

  static SchemaChange of(String where, String what) {
    return new SchemaChange(where, what, false, false);
  }

  /** The sentence. */
  String words() {
    return place(where) + " " + what;
  }

  static String place(String where) {
    return where.isEmpty() ? "the record" : "field " + where;
  }
}
