package io.camus.it.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.avro.Schema;

/**
 * Compares every committed message in Kafka with every record in the data files and dead letters
 * below two directories, byte for byte, as a multiset for each topic-partition. It also checks the
 * partition, offsets and number of records in a file's name.
 *
 * @param brokers bootstrap servers
 * @param schemas the schema with an id, as registered by producers; empty if there is none
 * @param destination {@code etl.destination.path}
 * @param deadLetters a directory above all dead letters
 */
public record Comparison(
    String brokers, IntFunction<Optional<Schema>> schemas, Path destination, Path deadLetters) {
  private static final int SHOWN = 20;

  /**
   * Compares topics.
   *
   * @param topics names with the form that their records are expected to have in files
   */
  public Result of(Map<String, Form> topics) {
    try {
      DeadLetters letters = DeadLetters.below(deadLetters);
      List<TopicResult> results = new ArrayList<>();
      for (Map.Entry<String, Form> topic : new TreeMap<>(topics).entrySet()) {
        results.add(compare(topic.getKey(), topic.getValue(), letters));
      }
      return new Result(results);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TopicResult compare(String topic, Form form, DeadLetters letters) throws IOException {
    TopicComparison comparison = new TopicComparison(topic, new ExpectedForm(form, schemas));
    new TopicReader(brokers).read(topic, record -> comparison.inKafka(record, letters));
    for (Path file : DataFiles.of(destination, topic)) {
      comparison.inFile(file);
    }
    return comparison.finish(letters);
  }

  /**
   * What was found.
   *
   * @param topics by topic, sorted by name
   */
  public record Result(List<TopicResult> topics) {
    public Result {
      topics = List.copyOf(topics);
    }

    /** Whether Kafka and the files are the same. */
    public boolean isClean() {
      return findings().isEmpty();
    }

    /** All differences. */
    public List<Finding> findings() {
      return topics.stream().flatMap(topic -> topic.findings().stream()).toList();
    }

    /** Records in data files. */
    public long moved() {
      return topics.stream().mapToLong(TopicResult::moved).sum();
    }

    /** Records in dead letters. */
    public long rejected() {
      return topics.stream().mapToLong(TopicResult::rejected).sum();
    }

    @Override
    public String toString() {
      List<Finding> findings = findings();
      StringBuilder text = new StringBuilder();
      topics.forEach(
          topic ->
              text.append(
                  String.format(
                      Locale.ROOT,
                      "%s: %d in Kafka, %d in files, %d dead letters%n",
                      topic.topic(),
                      topic.produced(),
                      topic.moved(),
                      topic.rejected())));
      findings.stream().limit(SHOWN).forEach(finding -> text.append(finding).append('\n'));
      if (findings.size() > SHOWN) {
        text.append("... and ").append(findings.size() - SHOWN).append(" more\n");
      }
      return text.toString();
    }
  }
}
