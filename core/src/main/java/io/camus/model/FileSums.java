package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * How many files groups have, and what they hold.
 *
 * @param data number of data files
 * @param directories number of directories that data files are published in, counted for each group
 * @param bytes length of all data files
 * @param firstEventMillis smallest event time in data files, milliseconds since the epoch; {@link
 *     Long#MAX_VALUE} if there are none
 * @param lastEventMillis largest event time in data files, inclusive; {@link Long#MIN_VALUE} if
 *     there are none
 * @param deadLetters number of dead letter files
 */
public record FileSums(
    long data,
    long directories,
    long bytes,
    long firstEventMillis,
    long lastEventMillis,
    long deadLetters) {

  /** No files. */
  public static final FileSums NONE = new FileSums(0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, 0);

  /** The sums of the files of one group. */
  public static FileSums of(Collection<DataFile> files) {
    FileSums sums = files.stream().map(FileSums::of).reduce(NONE, FileSums::plus);
    long directories =
        files.stream()
            .filter(file -> file.kind() == DataFile.Kind.DATA)
            .map(file -> file.destination().substring(0, file.destination().lastIndexOf('/') + 1))
            .collect(Collectors.toSet())
            .size();
    return new FileSums(
        sums.data,
        directories,
        sums.bytes,
        sums.firstEventMillis,
        sums.lastEventMillis,
        sums.deadLetters);
  }

  private static FileSums of(DataFile file) {
    return switch (requireNonNull(file.kind())) {
      case DATA ->
          new FileSums(1, 0, file.bytes(), file.firstEventMillis(), file.lastEventMillis(), 0);
      case DEAD_LETTER -> new FileSums(0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, 1);
    };
  }

  /** The sums of these files and others. */
  public FileSums plus(FileSums more) {
    return new FileSums(
        data + more.data,
        directories + more.directories,
        bytes + more.bytes,
        Math.min(firstEventMillis, more.firstEventMillis),
        Math.max(lastEventMillis, more.lastEventMillis),
        deadLetters + more.deadLetters);
  }

  /** Data files and dead letter files. */
  public long all() {
    return data + deadLetters;
  }
}
