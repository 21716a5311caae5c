package io.camus.it.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A topic to move.
 *
 * @param name as {@code --workload} takes it
 * @param about what it is, for people
 * @param messages their number at scale 1
 * @param partitions of the topic
 * @param hotPercent part of the messages that goes to partition 0; the rest is spread evenly
 * @param span how far apart the first and the last event time are
 * @param payload makes the values
 */
record Workload(
    String name,
    String about,
    long messages,
    int partitions,
    int hotPercent,
    Duration span,
    Supplier<Payload> payload) {
  private static final Duration HOURS = Duration.ofHours(4);

  /** All of them; goals are set for the first. */
  static final List<Workload> ALL =
      List.of(
          new Workload("avro", "Avro, about 200 bytes", 4_000_000, 8, 0, HOURS, AvroEvents::new),
          new Workload(
              "views",
              "Avro page views, about 228 bytes",
              4_000_000,
              8,
              0,
              Duration.ofHours(6),
              PageViews::new),
          new Workload(
              "protobuf",
              "Protobuf page views",
              4_000_000,
              8,
              0,
              Duration.ofHours(6),
              ProtobufViews::new),
          new Workload("json", "JSON, about 1 KB", 1_000_000, 8, 0, HOURS, JsonEvents::new),
          new Workload("metrics", "text of 20 bytes", 8_000_000, 8, 0, HOURS, () -> new Blobs(20)),
          new Workload("blobs", "text of 100 KB", 8_000, 8, 0, HOURS, () -> new Blobs(100_000)),
          new Workload(
              "sparse", "Avro over 2,000 partitions", 400_000, 2_000, 0, HOURS, AvroEvents::new),
          new Workload(
              "dense", "Avro, the same in one partition", 400_000, 1, 0, HOURS, AvroEvents::new),
          new Workload(
              "hot",
              "Avro, nine in ten in one of 8 partitions",
              4_000_000,
              8,
              90,
              HOURS,
              AvroEvents::new));

  /** The topic, which differs between sizes of the same workload. */
  String topic() {
    return name + "-" + messages;
  }

  /** The same with fewer or more messages, at least one for each partition. */
  Workload scaled(double factor) {
    return sized(Math.round(messages * factor), partitions);
  }

  /** The same with other sizes, at least one message for each partition. */
  Workload sized(long ofMessages, int ofPartitions) {
    return new Workload(
        name, about, Math.max(ofPartitions, ofMessages), ofPartitions, hotPercent, span, payload);
  }
}
