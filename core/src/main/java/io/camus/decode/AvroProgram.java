package io.camus.decode;

import io.camus.time.LogicalTime;
import java.util.List;

/**
 * A writer schema compiled to steps, which {@link AvroWalker} executes on a datum's bytes. Blocks
 * are parts of the code that start at {@link #entries}; block 0 is the datum. A step is one of the
 * constants below, followed by its arguments. The arrays are never modified.
 */
final class AvroProgram {
  /** The block is done. */
  static final int END = 0;

  /** {@code bytes}: data of a fixed size. */
  static final int FIXED = 1;

  /** {@code count}: that many ints. */
  static final int INTS = 2;

  /** {@code count}: that many longs. */
  static final int LONGS = 3;

  /** {@code count}: that many strings or bytes, each with its length. */
  static final int BLOBS = 4;

  /** {@code symbols}: an index below it. */
  static final int ENUM = 5;

  /** {@code nullIndex next}: a union with null; if it is null, continue at {@code next}. */
  static final int OPTIONAL = 6;

  /** {@code branches block...}: a union of that many. */
  static final int UNION = 7;

  /** {@code block}: blocks of items. */
  static final int ARRAY = 8;

  /** {@code bytes}: blocks of items that all have that size, which may be 0. */
  static final int FIXED_ARRAY = 9;

  /** Blocks of ints. */
  static final int INT_ARRAY = 10;

  /** Blocks of longs. */
  static final int LONG_ARRAY = 11;

  /** {@code count}: blocks of items with that many strings or bytes each. */
  static final int BLOB_ARRAY = 12;

  /** {@code block}: blocks of strings with values. */
  static final int MAP = 13;

  /** {@code block}: a record whose steps are elsewhere. */
  static final int RECORD = 14;

  /** A record that always contains itself; no bytes match. */
  static final int ENDLESS = 15;

  /** {@code slot meaning}. */
  static final int CAPTURE_INT = 16;

  /** {@code slot meaning}. */
  static final int CAPTURE_LONG = 17;

  /** {@code slot 0}. */
  static final int CAPTURE_FLOAT = 18;

  /** {@code slot 0}. */
  static final int CAPTURE_DOUBLE = 19;

  /** {@code slot 0}. */
  static final int CAPTURE_STRING = 20;

  /** {@code slot symbols}. */
  static final int CAPTURE_ENUM = 21;

  /** {@code slot kind}: a value that cannot be captured; its steps follow. */
  static final int NOTE_OTHER = 22;

  /** {@code map block block...}: blocks of strings with values; the first is for unwanted keys. */
  static final int WANTED_MAP = 23;

  /** The steps of all blocks. */
  final int[] code;

  /** Where each block starts in the code. */
  final int[] entries;

  /** The meaning of captured numbers, by the index in the step. */
  final LogicalTime[] meanings;

  /**
   * The symbols of captured enums, and the kinds of values that cannot be captured, by the index in
   * the step.
   */
  final String[][] symbols;

  /** The wanted keys of maps, by the index in the step. */
  final FieldTree[] maps;

  AvroProgram(
      int[] code,
      int[] entries,
      List<LogicalTime> meanings,
      List<List<String>> symbols,
      List<FieldTree> maps) {
    this.code = code;
    this.entries = entries;
    this.maps = maps.toArray(FieldTree[]::new);
    this.meanings = meanings.toArray(LogicalTime[]::new);
    this.symbols =
        symbols.stream().map(names -> names.toArray(String[]::new)).toArray(String[][]::new);
  }
}
