package io.camus.it.bench;

import java.util.List;

/** A part of the way of a message, told by the innermost class of ours or of Kafka's client. */
enum Stage {
  COMPRESSION(
      "compression of files",
      "io.camus.format.SnappyBlocks",
      "io.camus.format.ZstandardBlocks",
      "io.camus.format.DeflateBlocks",
      "io.camus.format.CompressingCodec"),
  DECODING("records decoded, event times read", "io.camus.decode.", "io.camus.time."),
  COUNTING("audit counts", "io.camus.count."),
  DIGESTS("checksums and digests", "io.camus.digest."),
  WRITING("records to files", "io.camus.format.", "io.camus.staging.", "io.camus.store."),
  BATCHES(
      "batches decompressed, records found",
      "io.camus.fetch.FetchedBatch",
      "io.camus.fetch.BatchRecords",
      "io.camus.fetch.RecordWindow",
      "org.apache.kafka.common.record.",
      "org.apache.kafka.common.compress."),
  CLIENT("Kafka's client, network", "io.camus.fetch.", "io.camus.source.", "org.apache.kafka."),
  PULL("the loop around them", "io.camus.pull."),
  OTHER("start, plan, commit, report");

  private final String title;
  private final List<String> prefixes;

  Stage(String title, String... prefixes) {
    this.title = title;
    this.prefixes = List.of(prefixes);
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
      for (Stage stage : values()) {
        if (stage.prefixes.stream().anyMatch(name::startsWith)) {
          return stage;
        }
      }
    }
    return OTHER;
  }
}
