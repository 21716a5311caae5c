package io.camus.run;

import io.camus.commit.RunCommit;
import io.camus.model.DataFile;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.PulledGroup;
import io.camus.spi.StorePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run tells the user of its files: that they are many and small, or had no room. */
final class PullNotices {
  private static final int FILES_TO_MIND = 100;
  private static final long SMALL_FILE_BYTES = 1 << 20;
  private static final int TASKS_TO_NAME = 5;

  private PullNotices() {}

  /** Of all that finished tasks have pulled. */
  static List<Problem> of(RunCommit commit) {
    List<Problem> notices = new ArrayList<>(ofFiles(commit.pulled()));
    commit
        .notices()
        .forEach(
            (notice, tasks) ->
                notices.add(new Problem(Severity.NOTICE, "task " + some(tasks), notice)));
    return notices;
  }

  private static String some(List<Integer> tasks) {
    String named =
        tasks.stream().limit(TASKS_TO_NAME).map(String::valueOf).collect(Collectors.joining(", "));
    return tasks.size() > TASKS_TO_NAME ? named + ", ..." : named;
  }

  /** Topics with many small files, more than twice as many as directories. */
  static List<Problem> ofFiles(Collection<PulledGroup> pulled) {
    Map<String, Tally> tallies = new TreeMap<>();
    for (PulledGroup group : pulled) {
      tallies.computeIfAbsent(group.topic(), topic -> new Tally()).add(group);
    }
    List<Problem> notices = new ArrayList<>();
    tallies.forEach(
        (topic, tally) -> {
          if (tally.isBad()) {
            notices.add(new Problem(Severity.NOTICE, topic, tally.inWords()));
          }
        });
    return notices;
  }

  /** The data files of a topic, and the directories of each of its groups. */
  private static final class Tally {
    private long files;
    private long directories;
    private long bytes;

    void add(PulledGroup group) {
      Set<StorePath> own = new HashSet<>();
      for (DataFile file : group.files()) {
        if (file.kind() == DataFile.Kind.DATA) {
          files++;
          bytes += file.bytes();
          own.add(new StorePath(file.destination()).parent());
        }
      }
      directories += own.size();
    }

    boolean isBad() {
      return files >= FILES_TO_MIND && files > 2 * directories && bytes / files < SMALL_FILE_BYTES;
    }

    String inWords() {
      return String.format(
          Locale.ROOT,
          "%,d small files for %,d directories. A file has one schema, and ends at"
              + " camus.output.file.target.bytes: use fewer schemas, a larger value, or"
              + " camus.output.files.per=topic",
          files,
          directories);
    }
  }
}
