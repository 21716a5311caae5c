package io.camus.run;

import io.camus.commit.RunCommit;
import io.camus.model.FileSums;
import io.camus.model.GroupSummary;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Creates notices about files: too many small ones, or too few open ones. */
final class PullNotices {
  private static final int FILES_TO_MIND = 100;
  private static final long SMALL_FILE_BYTES = 1 << 20;
  private static final int MOST_NAMED = 5;

  private PullNotices() {}

  /** Notices about everything that finished tasks have pulled. */
  static List<Problem> of(RunCommit commit) {
    List<Problem> notices = new ArrayList<>(ofFiles(commit.pulled()));
    commit
        .notices()
        .forEach(
            (notice, tasks) ->
                notices.add(new Problem(Severity.NOTICE, "task " + some(tasks), notice)));
    return notices;
  }

  /** The first names, and the number of further ones. */
  static String some(List<?> names) {
    String first =
        names.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMED ? first + ", ..." : first;
  }

  /** Topics with many small files, more than twice as many as directories. */
  static List<Problem> ofFiles(Collection<GroupSummary> pulled) {
    Map<String, FileSums> byTopic = new TreeMap<>();
    pulled.forEach(group -> byTopic.merge(group.topic(), group.files(), FileSums::plus));
    List<Problem> notices = new ArrayList<>();
    byTopic.forEach(
        (topic, files) -> {
          if (areSmall(files)) {
            notices.add(new Problem(Severity.NOTICE, topic, inWords(files)));
          }
        });
    return notices;
  }

  private static boolean areSmall(FileSums files) {
    return files.data() >= FILES_TO_MIND
        && files.data() > 2 * files.directories()
        && files.bytes() / files.data() < SMALL_FILE_BYTES;
  }

  private static String inWords(FileSums files) {
    return String.format(
        Locale.ROOT,
        "%,d small files for %,d directories. A file has one schema, and ends at"
            + " camus.output.file.target.bytes: use fewer schemas, a larger value, or"
            + " camus.output.files.per=topic",
        files.data(),
        files.directories());
  }
}
