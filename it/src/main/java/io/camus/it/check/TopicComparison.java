package io.camus.it.check;

import static io.camus.it.check.Finding.Kind.ALTERED;
import static io.camus.it.check.Finding.Kind.DOUBLED;
import static io.camus.it.check.Finding.Kind.LOST;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The comparison of one topic: first all of Kafka, then all files, then {@link #finish}. */
final class TopicComparison {
  private final String topic;
  private final ExpectedForm form;
  private final Map<TopicPartition, Expected> expected = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long produced;
  private long moved;
  private long rejected;

  TopicComparison(String topic, ExpectedForm form) {
    this.topic = topic;
    this.form = form;
  }

  /** A record of Kafka: in a dead letter, or expected in a file. */
  void inKafka(ConsumerRecord<byte[], byte[]> record, DeadLetters letters) {
    produced++;
    TopicPartition partition = new TopicPartition(topic, record.partition());
    List<GenericRecord> found = letters.take(new DeadLetters.Place(partition, record.offset()));
    if (found.isEmpty()) {
      expect(partition, record);
      return;
    }
    rejected += found.size();
    String place = place(partition, record.offset());
    if (found.size() > 1) {
      findings.add(new Finding(DOUBLED, place, found.size() + " dead letters"));
    }
    found.forEach(
        letter ->
            DeadLetters.difference(letter, record)
                .ifPresent(text -> findings.add(new Finding(ALTERED, place, text))));
  }

  private void expect(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
    try {
      expected
          .computeIfAbsent(partition, key -> new Expected())
          .add(form.of(record), record.offset());
    } catch (IllegalArgumentException e) {
      findings.add(
          new Finding(
              LOST,
              place(partition, record.offset()),
              e.getMessage() + ", and it has no dead letter"));
    }
  }

  /** A file below the topic's directory. */
  void inFile(Path file) throws IOException {
    Optional<DataFileName> name = DataFileName.of(file);
    if (name.isEmpty() || !name.get().topic().equals(topic)) {
      findings.add(new Finding(ALTERED, file.toString(), "not the name of a file of this topic"));
      return;
    }
    long[] records = {0};
    RecordSink sink = content -> inFile(content, name.get(), file, records[0]++);
    form.read(file, sink);
    moved += records[0];
    if (name.get().records().orElse(records[0]) != records[0]) {
      findings.add(new Finding(ALTERED, file.toString(), "holds " + records[0] + " records"));
    }
  }

  private void inFile(Fingerprint content, DataFileName name, Path file, long index) {
    Optional<Finding.Kind> kind =
        name.place().isPresent() ? inFile(content, name.place().get()) : inAnyPartition(content);
    kind.ifPresent(
        wrong ->
            findings.add(
                new Finding(
                    wrong,
                    name.place().map(it -> it.partition().toString()).orElse(topic),
                    String.format(Locale.ROOT, "record %d of %s", index, file))));
  }

  private Optional<Finding.Kind> inFile(Fingerprint content, DataFileName.Place place) {
    Expected ofPartition = expected.get(place.partition());
    return ofPartition == null ? Optional.of(ALTERED) : ofPartition.found(content, place::covers);
  }

  private Optional<Finding.Kind> inAnyPartition(Fingerprint content) {
    Finding.Kind worst = ALTERED;
    for (Expected ofPartition : expected.values()) {
      Optional<Finding.Kind> kind = ofPartition.found(content, offset -> true);
      if (kind.isEmpty()) {
        return kind;
      }
      worst = kind.get() == DOUBLED ? DOUBLED : worst;
    }
    return Optional.of(worst);
  }

  /** Reports all records that were not found as lost. */
  TopicResult finish(DeadLetters letters) {
    expected.forEach(
        (partition, records) ->
            records
                .missing()
                .forEach(
                    offset ->
                        findings.add(new Finding(LOST, place(partition, offset), "in no file"))));
    letters
        .left(topic)
        .forEach(
            left ->
                findings.add(
                    new Finding(
                        ALTERED,
                        place(left.partition(), left.offset()),
                        "a dead letter of a record that is not in Kafka")));
    return new TopicResult(topic, produced, moved, rejected, findings);
  }

  /** Spells a place as messages do: {@code topic-3@17}. */
  private static String place(TopicPartition partition, long offset) {
    return partition + "@" + offset;
  }
}
