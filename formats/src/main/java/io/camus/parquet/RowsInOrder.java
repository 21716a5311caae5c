package io.camus.parquet;

import io.camus.spi.Decoded.Datum;
import java.io.IOException;

/** Records in the order of their arrival: each goes to the columns at once. */
final class RowsInOrder implements OpenRows {
  private final DatumWalk walk;
  private final RowGroups groups;
  private RowGroup group;

  RowsInOrder(DatumWalk walk, RowGroups groups) {
    this.walk = walk;
    this.groups = groups;
  }

  @Override
  public void add(Datum datum) throws IOException {
    if (group == null) {
      group = groups.start();
    }
    walk.write(datum, group.columns());
    group.endRecord();
  }

  @Override
  public boolean isEmpty() {
    return group == null;
  }

  @Override
  public long memory() {
    return group.memory();
  }

  @Override
  public RowGroup end() {
    RowGroup ended = group;
    group = null;
    return ended;
  }
}
