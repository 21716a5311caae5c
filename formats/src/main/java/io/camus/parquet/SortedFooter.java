package io.camus.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Adds the sort columns to the end of a Parquet file, since Parquet's writer has no way to state
 * them. A file ends with its metadata, their length in four bytes, and four bytes more.
 */
final class SortedFooter {
  private static final int TAIL_BYTES = 8;

  private SortedFooter() {}

  /**
   * The last bytes of a file with sort columns in all row groups.
   *
   * @param end the last bytes of the file without them, its whole metadata at least
   */
  static byte[] of(byte[] end, SortColumns sorted) throws IOException {
    int length =
        ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(end.length - TAIL_BYTES);
    int start = end.length - TAIL_BYTES - length;
    FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(end, start, length));
    for (RowGroup group : metadata.getRow_groups()) {
      group.setSorting_columns(sorted.metadata());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(end.length);
    out.write(end, 0, start);
    Util.writeFileMetaData(metadata, out);
    byte[] tail = new byte[TAIL_BYTES];
    ByteBuffer.wrap(tail)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(out.size() - start)
        .put(end, end.length - Integer.BYTES, Integer.BYTES);
    out.write(tail);
    return out.toByteArray();
  }
}
