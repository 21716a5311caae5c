package io.camus.hadoop.sequence;

import io.camus.spi.FileFormat;
import io.camus.spi.FileFormat.Records;
import io.camus.spi.FileFormat.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.avro.Schema;

/** Reads sequence files with Hadoop's own reader. */
final class SequenceFileReader implements FileFormat.Reader {

  @Override
  public Optional<Schema> schema(Source source) {
    return Optional.empty();
  }

  @Override
  public void read(Source source, Records records) throws IOException {
    try (InputStream in = source.open();
        SequencePairs pairs = new SequencePairs(in)) {
      while (pairs.next()) {
        byte[] pair = pairs.pair();
        records.bytes(pair, 0, pair.length);
        records.endRecord();
      }
    }
  }
}
