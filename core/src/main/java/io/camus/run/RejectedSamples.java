package io.camus.run;

import io.camus.commit.Layout;
import io.camus.format.ErrorIndex;
import io.camus.model.RunId;
import io.camus.spi.Store;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** The first entries of the errors files of a finished run, for people. */
final class RejectedSamples {
  private RejectedSamples() {}

  /**
   * Reads from the history.
   *
   * @param most how many to read at the most
   * @return for example {@code clicks-3@17: byte 12: string runs past the end}
   */
  static List<String> read(Store store, Layout layout, RunId run, int most) throws IOException {
    List<String> samples = new ArrayList<>();
    for (Store.Entry entry : store.list(layout.history(run))) {
      String name = entry.path().name();
      if (name.startsWith("errors-") && name.endsWith(".avro")) {
        read(store, entry, most, samples);
      }
    }
    return samples;
  }

  private static void read(Store store, Store.Entry file, int most, List<String> samples)
      throws IOException {
    try (InputStream in = store.open(file.path());
        DataFileStream<GenericRecord> records =
            new DataFileStream<>(in, new GenericDatumReader<>(ErrorIndex.SCHEMA))) {
      while (samples.size() < most && records.hasNext()) {
        GenericRecord rejected = records.next();
        samples.add(
            String.format(
                Locale.ROOT,
                "%s-%s@%s: %s",
                rejected.get("topic"),
                rejected.get("partition"),
                rejected.get("offset"),
                rejected.get("message")));
      }
    }
  }
}
