package io.camus.it.bench;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/**
 * A stage of a message's processing, identified by the innermost class of Camus or Kafka's client.
 */
enum Stage {
  BATCHES("batches decompressed, records found"),
  CLIENT("Kafka's client, network"),
  DECODING("records decoded, event times read"),
  COUNTING("audit counts"),
  DIGESTS("checksums and digests"),
  WRITING("records to files"),
  COMPRESSION("compression of files"),
  PULL("the polling loop"),
  OTHER("start, plan, commit, report");

  /** How names of classes begin; the first that fits decides. */
  private static final List<Map.Entry<String, Stage>> BEGINNINGS =
      List.of(
          entry("io.camus.format.SnappyBlocks", COMPRESSION),
          entry("io.camus.format.ZstandardBlocks", COMPRESSION),
          entry("io.camus.format.DeflateBlocks", COMPRESSION),
          entry("io.camus.format.CompressingCodec", COMPRESSION),
          entry("io.camus.format.", WRITING),
          entry("io.camus.staging.", WRITING),
          entry("io.camus.store.", WRITING),
          entry("io.camus.decode.", DECODING),
          entry("io.camus.time.", DECODING),
          entry("io.camus.count.", COUNTING),
          entry("io.camus.digest.", DIGESTS),
          entry("io.camus.fetch.FetchedBatch", BATCHES),
          entry("io.camus.fetch.BatchRecords", BATCHES),
          entry("io.camus.fetch.RecordWindow", BATCHES),
          entry("org.apache.kafka.common.record.", BATCHES),
          entry("org.apache.kafka.common.compress.", BATCHES),
          entry("io.camus.fetch.", CLIENT),
          entry("io.camus.source.", CLIENT),
          entry("org.apache.kafka.", CLIENT),
          entry("io.camus.pull.", PULL));

  private final String title;

  Stage(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /**
   * The stage of a sample.
   *
   * @param classes of its frames, the innermost first
   */
  static Stage of(List<String> classes) {
    for (String name : classes) {
      for (Map.Entry<String, Stage> beginning : BEGINNINGS) {
        if (name.startsWith(beginning.getKey())) {
          return beginning.getValue();
        }
      }
    }
    return OTHER;
  }
}
