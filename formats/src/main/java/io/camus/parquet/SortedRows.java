package io.camus.parquet;

import io.camus.spi.Decoded.Datum;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnWriter;

/**
 * Records that wait until the row group is full, and are then sorted. Their values for the sort
 * columns are taken when they arrive. Records with equal values keep their order.
 */
final class SortedRows implements OpenRows {
  private static final int CHUNK_BYTES = 1 << 18;
  private static final int FIRST_ROWS = 1 << 8;

  /** For a record: its place, its length, and its number while they are sorted. */
  private static final int ROW_BYTES = 40;

  private final DatumWalk walk;
  private final RowGroups groups;
  private final List<KeyColumn> keys;
  private final ColumnWriter[] columns;

  private final List<byte[]> chunks = new ArrayList<>();
  private long chunkBytes;
  private byte[] last = {};
  private int used;
  private int[] chunkOf = new int[FIRST_ROWS];
  private int[] offsets = new int[FIRST_ROWS];
  private int[] lengths = new int[FIRST_ROWS];
  private int count;

  SortedRows(DatumWalk walk, RowGroups groups, SortColumns sort) {
    this.walk = walk;
    this.groups = groups;
    this.keys = sort.keys();
    this.columns = sort.writers(keys);
  }

  @Override
  public void add(Datum datum) throws IOException {
    walk.write(datum, columns);
    if (datum.length > last.length - used) {
      last = new byte[Math.max(CHUNK_BYTES, datum.length)];
      used = 0;
      chunks.add(last);
      chunkBytes += last.length;
    }
    if (count == lengths.length) {
      chunkOf = Arrays.copyOf(chunkOf, 2 * count);
      offsets = Arrays.copyOf(offsets, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    System.arraycopy(datum.bytes, datum.offset, last, used, datum.length);
    chunkOf[count] = chunks.size() - 1;
    offsets[count] = used;
    lengths[count] = datum.length;
    used += datum.length;
    count++;
  }

  @Override
  public boolean isEmpty() {
    return count == 0;
  }

  @Override
  public long memory() {
    long memory = chunkBytes + (long) ROW_BYTES * count;
    for (KeyColumn key : keys) {
      memory += key.memory();
    }
    return memory;
  }

  @Override
  public RowGroup end() throws IOException {
    RowGroup group = groups.start();
    for (int row : sorted()) {
      byte[] chunk = chunks.get(chunkOf[row]);
      walk.write(chunk, offsets[row], offsets[row] + lengths[row], group.columns());
      group.endRecord();
    }
    clear();
    return group;
  }

  private Integer[] sorted() {
    Integer[] rows = IntStream.range(0, count).boxed().toArray(Integer[]::new);
    Arrays.sort(rows, this::compare);
    return rows;
  }

  private int compare(int one, int other) {
    for (KeyColumn key : keys) {
      int difference = key.compare(one, other);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private void clear() {
    keys.forEach(KeyColumn::clear);
    chunks.clear();
    chunkBytes = 0;
    last = new byte[0];
    used = 0;
    count = 0;
  }
}
