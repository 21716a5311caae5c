package io.camus.hadoop.foreign;

import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.offsets.ForeignPositions;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.kafka.common.TopicPartition;

/**
 * The positions of a Kafka job of Gobblin. Its state store has one directory per job, with the
 * state after the last run: {@code current.jst}, or {@code <dataset>-current.jst} for each dataset.
 * They are sequence files of {@code JobState}, whose tasks contain their partitions and watermarks
 * ({@link GobblinTask}).
 */
public final class GobblinStates {
  private static final Set<String> CLASSES =
      Set.of(
          "org.apache.hadoop.io.Text",
          "gobblin.runtime.JobState",
          "gobblin.runtime.JobState$DatasetState",
          "org.apache.gobblin.runtime.JobState",
          "org.apache.gobblin.runtime.JobState$DatasetState");
  private static final String SUFFIX = ".jst";
  private static final String CURRENT = "current" + SUFFIX;

  private final ForeignFiles files;
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private GobblinStates(ForeignFiles files) {
    this.files = files;
  }

  /**
   * Reads them.
   *
   * @param path the directory of a job in a state store, or one file in it
   * @throws ConfigurationException if it is neither, or has no positions
   * @throws StorageException if a file cannot be read, or is damaged
   */
  public static ForeignPositions positions(String path, Configuration hadoop) {
    if (path.startsWith("jdbc:")) {
      throw new ConfigurationException(
          path
              + ": state stores in a database are not supported; use camus import --from-file for"
              + " positions as text");
    }
    return new GobblinStates(new ForeignFiles(path, hadoop)).positions();
  }

  private ForeignPositions positions() {
    FileStatus given = files.root();
    List<FileStatus> states = given.isFile() ? List.of(given) : states(given.getPath());
    for (FileStatus state : states) {
      files.read(state.getPath(), CLASSES, (key, value) -> add(state.getPath(), value));
    }
    if (next.isEmpty()) {
      throw new ConfigurationException(
          given.getPath() + " has no task that reads a Kafka partition (topic.name)");
    }
    return new ForeignPositions("the Gobblin state " + given.getPath(), next);
  }

  /** Gobblin itself ignores the state without a dataset if there are others with one. */
  private List<FileStatus> states(Path job) {
    List<FileStatus> states =
        files.in(job, it -> it.isFile() && it.getPath().getName().endsWith(CURRENT));
    if (states.isEmpty()) {
      throw new ConfigurationException(
          job
              + " has no file current.jst or *-current.jst: specify the directory of a job in"
              + " Gobblin's state.store.dir, or one .jst file");
    }
    return states.size() == 1
        ? states
        : states.stream().filter(it -> !it.getPath().getName().equals(CURRENT)).toList();
  }

  /**
   * Takes a state: name and id of the job, three times, its result, the number of tasks, and the
   * tasks. What follows them is not needed.
   */
  private void add(Path file, DataInputStream state) {
    try {
      Text.readString(state);
      Text.readString(state);
      for (int i = 0; i < 3; i++) {
        state.readLong();
      }
      Text.readString(state);
      state.readInt();
      int tasks = state.readInt();
      for (int i = 0; i < tasks; i++) {
        GobblinTask.read(state).positions().forEach((partition, at) -> add(file, partition, at));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s is not in the format of Gobblin's JobState (%s): it is damaged, or from another"
                  + " version. Use camus import --from-file for positions as text",
              file,
              e.getMessage()),
          e);
    }
  }

  private void add(Path file, TopicPartition partition, long at) {
    Long other = next.put(partition, at);
    if (other != null && other != at) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s has two positions of %s, %d and %d: specify the .jst file of one dataset",
              file,
              partition,
              other,
              at));
    }
  }
}
