package io.camus.parquet;

import java.util.BitSet;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The values of a column by which rows are sorted, in the order that Parquet defines for its type.
 * Null comes before, and NaN after all others.
 */
abstract class KeyColumn extends IgnoredColumn {
  private final BitSet nulls = new BitSet();
  private int rows;

  /** No values of a column yet. */
  static KeyColumn of(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 ->
          new ByteKeys(type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation);
      case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> new NumberKeys();
    };
  }

  @Override
  public final void writeNull(int repetition, int level) {
    nulls.set(rows);
    nextRow();
  }

  /** The value of the current row is known. */
  final void nextRow() {
    rows++;
    valueIsKept(rows);
  }

  /** Compares the values of two rows, by their numbers from 0. */
  final int compare(int one, int other) {
    boolean oneIsNull = nulls.get(one);
    boolean otherIsNull = nulls.get(other);
    return oneIsNull || otherIsNull
        ? Boolean.compare(otherIsNull, oneIsNull)
        : compareValues(one, other);
  }

  /** Forgets all rows. */
  void clear() {
    nulls.clear();
    rows = 0;
  }

  /** The memory of the values in bytes. */
  abstract long memory();

  /** A row has its value, or is null. */
  abstract void valueIsKept(int rowsNow);

  abstract int compareValues(int one, int other);
}
