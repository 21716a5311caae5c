package io.camus.commit;

import io.camus.commit.Layout.CommitFile;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files in one directory of the commit log at the time of its listing, by the numbers of their
 * records.
 *
 * @param directory where they are
 * @param records commit records
 * @param published marks of published records
 * @param audited marks of audited records
 * @param checkpoints states after records
 */
public record Segment(
    StorePath directory,
    NavigableSet<Long> records,
    NavigableSet<Long> published,
    NavigableSet<Long> audited,
    NavigableSet<Long> checkpoints) {
  private static final Pattern NAME = Pattern.compile("00(\\d{18})(\\.[a-z]+)");

  /**
   * Lists a directory.
   *
   * @throws io.camus.model.StorageException if a name has digits of a locale
   */
  static Segment list(Store store, StorePath directory) throws IOException {
    Map<CommitFile, NavigableSet<Long>> numbers = new EnumMap<>(CommitFile.class);
    for (CommitFile kind : CommitFile.values()) {
      numbers.put(kind, new TreeSet<>());
    }
    for (String name : store.names(directory)) {
      LocaleDigits.refuse(directory.child(name));
      Matcher file = NAME.matcher(name);
      if (file.matches()) {
        CommitFile.of(file.group(2))
            .ifPresent(kind -> numbers.get(kind).add(Long.parseLong(file.group(1))));
      }
    }
    return new Segment(
        directory,
        numbers.get(CommitFile.RECORD),
        numbers.get(CommitFile.PUBLISHED),
        numbers.get(CommitFile.AUDITED),
        numbers.get(CommitFile.CHECKPOINT));
  }

  /** The files of the records up to a number. */
  Segment upTo(long number) {
    return new Segment(
        directory,
        new TreeSet<>(records.headSet(number, true)),
        new TreeSet<>(published.headSet(number, true)),
        new TreeSet<>(audited.headSet(number, true)),
        new TreeSet<>(checkpoints.headSet(number, true)));
  }

  /** The largest number of a record or a mark, 0 if there is none. */
  public long last() {
    return Math.max(last(records), Math.max(last(published), last(audited)));
  }

  private static long last(NavigableSet<Long> numbers) {
    return numbers.isEmpty() ? 0 : numbers.last();
  }
}
