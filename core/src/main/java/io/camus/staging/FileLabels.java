package io.camus.staging;

import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import io.camus.model.RunId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The names of the data files of a group of ranges, and their metadata, if the format has any.
 * Topic names cannot contain {@code +}; a file name begins with it if its topic begins with {@code
 * _} or {@code .}, since Hadoop's readers ignore files whose names begin with these.
 */
public interface FileLabels {

  /**
   * The name, unique by construction.
   *
   * @param parts the content of the file
   * @param number the file's number among those of its group, from 1
   */
  String name(List<Part> parts, int number, String extension);

  /**
   * The initial name of a file, before its content is known, also unique by construction. A store
   * that cannot rename keeps it. {@code clicks+3+100+2026-11-22-14-05-59-ba419d+5+2.avro} is the
   * second file of task 5 of this run for clicks-3 from offset 100 on.
   *
   * @param number the file's number among those of its group, from 1
   */
  String early(int number, String extension);

  private static String visible(String topic) {
    return topic.startsWith("_") || topic.startsWith(".") ? "+" + topic : topic;
  }

  /**
   * The metadata.
   *
   * @param firstOffset offset of the first record that will be in the file
   */
  Map<String, String> metadata(long firstOffset);

  /**
   * Files of one range: {@code clicks+3+100+250+140.avro} holds 140 records of clicks-3, the first
   * at offset 100, the last at 249; {@code .g2} before the extension is the generation if it is not
   * 0. Within a generation no two files begin with the same record.
   *
   * @param range the planned range
   * @param attempt the attempt
   */
  record OfRange(OffsetRange range, Attempt attempt) implements FileLabels {
    @Override
    public String name(List<Part> parts, int number, String extension) {
      Part part = parts.get(0);
      OffsetRange held = part.range();
      return String.format(
          Locale.ROOT,
          "%s+%d+%d+%d+%d%s%s",
          visible(held.partition().topic()),
          held.partition().partition(),
          held.from(),
          held.to(),
          part.records(),
          held.generation() == 0 ? "" : ".g" + held.generation(),
          extension);
    }

    @Override
    public String early(int number, String extension) {
      return String.format(
          Locale.ROOT,
          "%s+%d+%d+%s+%d+%d%s",
          visible(range.partition().topic()),
          range.partition().partition(),
          range.from(),
          attempt.run(),
          attempt.task(),
          number,
          extension);
    }

    @Override
    public Map<String, String> metadata(long firstOffset) {
      Map<String, String> metadata = metadata();
      metadata.put("camus.first.offset", Long.toString(firstOffset));
      return metadata;
    }

    /** The metadata of every file of the range, including dead letters. */
    Map<String, String> metadata() {
      Map<String, String> metadata = attempt.metadata(range);
      metadata.put("camus.partition", Integer.toString(range.partition().partition()));
      metadata.put("camus.generation", Integer.toString(range.generation()));
      return metadata;
    }
  }

  /**
   * Files shared by partitions of a topic: {@code clicks+2026-11-22-14-05-59-ba419d+3+17+140.avro}
   * holds 140 records and is the 17th file of the topic from task 3 of this run. Only one attempt
   * per task counts.
   *
   * @param ranges the planned ranges, for the metadata, at least one
   * @param attempt the attempt
   */
  record OfTopic(List<OffsetRange> ranges, Attempt attempt) implements FileLabels {
    @Override
    public String name(List<Part> parts, int number, String extension) {
      return early(number, "+" + parts.stream().mapToLong(Part::records).sum() + extension);
    }

    @Override
    public String early(int number, String extension) {
      return String.format(
          Locale.ROOT,
          "%s+%s+%d+%d%s",
          visible(ranges.get(0).partition().topic()),
          attempt.run(),
          attempt.task(),
          number,
          extension);
    }

    @Override
    public Map<String, String> metadata(long firstOffset) {
      Map<String, String> metadata = attempt.metadata(ranges.get(0));
      metadata.put(
          "camus.ranges",
          ranges.stream()
              .map(
                  range ->
                      String.format(
                          Locale.ROOT,
                          "%d+%d+%d%s",
                          range.partition().partition(),
                          range.from(),
                          range.to(),
                          range.generation() == 0 ? "" : ".g" + range.generation()))
              .collect(Collectors.joining(",")));
      return metadata;
    }
  }

  /**
   * Files of dead letters: {@code errors+clicks+3+100+250+140.avro}.
   *
   * @param labels of the range whose records were rejected
   */
  record OfDeadLetters(OfRange labels) implements FileLabels {
    @Override
    public String name(List<Part> parts, int number, String extension) {
      return ofErrors(labels.name(parts, number, extension));
    }

    @Override
    public String early(int number, String extension) {
      return ofErrors(labels.early(number, extension));
    }

    private static String ofErrors(String name) {
      return "errors" + (name.startsWith("+") ? "" : "+") + name;
    }

    @Override
    public Map<String, String> metadata(long firstOffset) {
      return labels.metadata();
    }
  }

  /**
   * Files of one bucket.
   *
   * @param labels of the files of all buckets
   * @param directory of the bucket, below the topic's own
   */
  record InBucket(FileLabels labels, String directory) implements FileLabels {
    @Override
    public String name(List<Part> parts, int number, String extension) {
      return labels.name(parts, number, extension);
    }

    @Override
    public String early(int number, String extension) {
      return labels.early(number, extension);
    }

    @Override
    public Map<String, String> metadata(long firstOffset) {
      Map<String, String> metadata = labels.metadata(firstOffset);
      metadata.put("camus.bucket", directory);
      return metadata;
    }
  }

  /**
   * The writing attempt.
   *
   * @param run the run
   * @param task index of the task in the run
   * @param id the attempt, unique in the run
   */
  record Attempt(RunId run, int task, String id) {
    private Map<String, String> metadata(OffsetRange range) {
      Map<String, String> metadata = new HashMap<>();
      metadata.put("camus.topic", range.partition().topic());
      metadata.put("camus.topic.id", range.topicId().toString());
      metadata.put("camus.run", run.value());
      metadata.put("camus.attempt", id);
      return metadata;
    }
  }
}
