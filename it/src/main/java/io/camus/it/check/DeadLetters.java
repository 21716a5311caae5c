package io.camus.it.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** All dead letters below a directory, by their Kafka position. */
final class DeadLetters {
  private static final String NAME_PREFIX = "errors+";

  /**
   * A record's place.
   *
   * @param partition its topic-partition
   * @param offset its offset
   */
  record Place(TopicPartition partition, long offset) {}

  private final Map<Place, List<GenericRecord>> letters = new HashMap<>();

  /** Reads {@code errors+<topic>+...avro} anywhere below a directory, if it exists. */
  static DeadLetters below(Path directory) throws IOException {
    DeadLetters all = new DeadLetters();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(DeadLetters::isOne).toList()) {
          all.read(file);
        }
      }
    }
    return all;
  }

  private static boolean isOne(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(NAME_PREFIX) && name.endsWith(".avro");
  }

  private void read(Path file) throws IOException {
    try (DataFileReader<GenericRecord> reader = AvroRecords.open(file)) {
      while (reader.hasNext()) {
        GenericRecord letter = reader.next();
        TopicPartition partition =
            new TopicPartition(letter.get("topic").toString(), (Integer) letter.get("partition"));
        letters
            .computeIfAbsent(
                new Place(partition, (Long) letter.get("offset")), place -> new ArrayList<>())
            .add(letter);
      }
    }
  }

  /** Removes and returns the letters of one record; more than one is a fault. */
  List<GenericRecord> take(Place place) {
    List<GenericRecord> taken = letters.remove(place);
    return taken == null ? List.of() : taken;
  }

  /** The positions of a topic's remaining letters. */
  List<Place> left(String topic) {
    return letters.keySet().stream()
        .filter(place -> place.partition().topic().equals(topic))
        .toList();
  }

  /** Number of a topic's remaining letters. */
  long count(String topic) {
    return letters.entrySet().stream()
        .filter(letter -> letter.getKey().partition().topic().equals(topic))
        .mapToLong(letter -> letter.getValue().size())
        .sum();
  }

  /** How a letter differs from the record; empty if it does not. */
  static Optional<String> difference(GenericRecord letter, ConsumerRecord<byte[], byte[]> record) {
    if (!Arrays.equals(bytes(letter.get("key")), record.key())) {
      return Optional.of("key differs");
    }
    if (!Arrays.equals(bytes(letter.get("value")), record.value())) {
      return Optional.of("value differs");
    }
    List<?> headers = (List<?>) letter.get("headers");
    Header[] expected = record.headers().toArray();
    boolean same = headers.size() == expected.length;
    for (int i = 0; same && i < expected.length; i++) {
      GenericRecord header = (GenericRecord) headers.get(i);
      same =
          header.get("key").toString().equals(expected[i].key())
              && Arrays.equals(bytes(header.get("value")), expected[i].value());
    }
    return same ? Optional.empty() : Optional.of("headers differ");
  }

  static byte[] bytes(Object value) {
    if (value == null) {
      return null;
    }
    ByteBuffer buffer = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
