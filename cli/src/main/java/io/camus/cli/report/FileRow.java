package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A data file.
 *
 * @param topic its topic
 * @param hour the hour of its first event time in the span, from 0
 * @param directory below that of the topic, such as {@code hourly/2026/11/22/14}; absolute if the
 *     file is elsewhere
 * @param name of the file
 * @param partitions with records in it, ascending
 * @param records number of records
 * @param bytes length
 * @param commit number of the commit record
 * @param published whether the file was seen at its destination
 */
public record FileRow(
    String topic,
    int hour,
    String directory,
    String name,
    List<Integer> partitions,
    long records,
    long bytes,
    long commit,
    boolean published) {
  public FileRow {
    requireNonNull(topic, "topic");
    requireNonNull(directory, "directory");
    requireNonNull(name, "name");
    partitions = List.copyOf(partitions);
  }

  /** The same file, not published yet. */
  FileRow waiting() {
    return new FileRow(
        topic, hour, directory, name, partitions, records, bytes, commit, /* published= */ false);
  }
}
