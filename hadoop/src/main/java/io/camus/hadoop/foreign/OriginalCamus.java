package io.camus.hadoop.foreign;

import io.camus.failure.RootCause;
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
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.common.TopicPartition;

/**
 * The positions of the original Camus. Each execution in its history has {@code offsets-previous},
 * where it began, and {@code offsets-m-*}, where its tasks ended: sequence files of {@code EtlKey}
 * without values. If a partition has several offsets, the largest one is used; if there are several
 * executions, the one whose name sorts last is used, as in the original.
 */
public final class OriginalCamus {
  private static final String KEY = "com.linkedin.camus.etl.kafka.common.EtlKey";
  private static final Set<String> CLASSES = Set.of(KEY, "org.apache.hadoop.io.NullWritable");
  private static final String OFFSETS = "offsets";
  private static final Pattern EXECUTION = Pattern.compile("\\d{4}(-\\d\\d){5}");

  private final ForeignFiles files;
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private OriginalCamus(ForeignFiles files) {
    this.files = files;
  }

  /**
   * Reads them.
   *
   * @param path a history, or one execution in it
   * @throws ConfigurationException if it is neither, or has no positions
   * @throws StorageException if a file cannot be read, or is damaged
   */
  public static ForeignPositions positions(String path, Configuration hadoop) {
    return new OriginalCamus(new ForeignFiles(path, hadoop)).positions();
  }

  private ForeignPositions positions() {
    Path execution = execution(files.root().getPath());
    List<FileStatus> offsets = files.in(execution, OriginalCamus::isOffsets);
    if (offsets.isEmpty()) {
      throw new ConfigurationException(
          execution
              + " has no files offsets-*: its job failed. Run the original again, or specify the"
              + " last execution that has them");
    }
    offsets.forEach(file -> files.read(file.getPath(), CLASSES, (key, none) -> add(file, key)));
    if (next.isEmpty()) {
      throw new ConfigurationException("the files offsets-* of " + execution + " are empty");
    }
    return new ForeignPositions("execution " + execution + " of the original Camus", next);
  }

  private Path execution(Path given) {
    if (!files.in(given, OriginalCamus::isOffsets).isEmpty()
        || EXECUTION.matcher(given.getName()).matches()) {
      return given;
    }
    List<FileStatus> executions = files.in(given, OriginalCamus::isExecution);
    if (executions.isEmpty()) {
      throw new ConfigurationException(
          given
              + " is neither a history nor an execution of the original Camus: it has no directory"
              + " such as 2015-10-02-11-00-00 and no files offsets-*. Specify the directory in its"
              + " etl.execution.history.path");
    }
    return executions.get(executions.size() - 1).getPath();
  }

  private static boolean isOffsets(FileStatus file) {
    return file.isFile() && file.getPath().getName().startsWith(OFFSETS);
  }

  private static boolean isExecution(FileStatus file) {
    return file.isDirectory() && EXECUTION.matcher(file.getPath().getName()).matches();
  }

  /**
   * Takes a key. In the order of its bytes: leader (two bytes of length, then the text), partition,
   * offset of the last message, next offset, checksum, topic, time, server, service, and in later
   * versions a map.
   */
  private void add(FileStatus file, DataInputStream key) {
    int partition;
    long offset;
    String topic;
    try {
      key.readUTF();
      partition = key.readInt();
      key.readLong();
      offset = key.readLong();
      key.readLong();
      topic = key.readUTF();
      key.readLong();
      key.readUTF();
      key.readUTF();
    } catch (IOException e) {
      throw unreadable(file, RootCause.line(e), e);
    }
    if (topic.isEmpty() || partition < 0 || offset < 0) {
      String found = String.format(Locale.ROOT, "topic \"%s\", %d, %d", topic, partition, offset);
      throw unreadable(file, found, null);
    }
    next.merge(new TopicPartition(topic, partition), offset, Math::max);
  }

  private static StorageException unreadable(FileStatus file, String why, Exception cause) {
    return new StorageException(
        String.format(
            Locale.ROOT,
            "%s has a key that is not in the format of the original's EtlKey (%s): it is damaged,"
                + " or from a modified version. Use camus import --from-file for positions as text",
            file.getPath(),
            why),
        cause);
  }
}
