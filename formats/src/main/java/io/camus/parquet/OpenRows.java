package io.camus.parquet;

import io.camus.spi.Decoded.Datum;
import java.io.IOException;

/** The records of the row group that is being written. */
interface OpenRows {

  /** Adds a record; its datum gets the canonical bytes if it is encoded in another way. */
  void add(Datum datum) throws IOException;

  boolean isEmpty();

  /** Their memory in bytes. */
  long memory();

  /** The row group with all records; none is left here. */
  RowGroup end() throws IOException;
}
