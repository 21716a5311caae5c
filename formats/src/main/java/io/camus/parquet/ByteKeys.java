package io.camus.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.parquet.io.ParquetEncodingException;
import org.apache.parquet.io.api.Binary;

/** Texts, bytes and decimals by which rows are sorted. */
final class ByteKeys extends KeyColumn {
  private static final int FIRST_ROWS = 1 << 8;

  private final boolean decimals;
  private final OutputStream values = new Values();
  private final EncodedBytes bytes = new EncodedBytes();
  private int[] ends = new int[FIRST_ROWS];

  /**
   * @param decimals whether the bytes are numbers, the highest byte first; otherwise bytes are
   *     compared as numbers without sign, from the first
   */
  ByteKeys(boolean decimals) {
    this.decimals = decimals;
  }

  /** Receives the array behind a value. */
  private final class Values extends OutputStream {
    @Override
    public void write(int b) {
      bytes.writeByte(b);
    }

    @Override
    public void write(byte[] array, int offset, int length) {
      bytes.write(array, offset, length);
    }
  }

  @Override
  public void write(Binary value, int repetition, int level) {
    try {
      value.writeTo(values);
    } catch (IOException e) {
      throw new ParquetEncodingException(e);
    }
    nextRow();
  }

  @Override
  void valueIsKept(int rowsNow) {
    if (rowsNow == ends.length) {
      ends = Arrays.copyOf(ends, 2 * rowsNow);
    }
    ends[rowsNow] = bytes.length();
  }

  @Override
  int compareValues(int one, int other) {
    return decimals
        ? number(one).compareTo(number(other))
        : Arrays.compareUnsigned(
            bytes.array(), ends[one], ends[one + 1], bytes.array(), ends[other], ends[other + 1]);
  }

  /** No bytes are 0. */
  private BigInteger number(int row) {
    int length = ends[row + 1] - ends[row];
    return length == 0 ? BigInteger.ZERO : new BigInteger(bytes.array(), ends[row], length);
  }

  @Override
  long memory() {
    return bytes.array().length + (long) Integer.BYTES * ends.length;
  }

  @Override
  void clear() {
    super.clear();
    bytes.clear();
    ends = new int[FIRST_ROWS];
  }
}
