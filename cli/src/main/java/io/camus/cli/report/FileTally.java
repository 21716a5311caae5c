package io.camus.cli.report;

import io.camus.cli.report.Files.SizeBin;
import io.camus.commit.Layout;
import io.camus.model.DataFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sums up the data files of the span. It keeps the newest of them as rows, and the sums of all. */
final class FileTally {
  /** The maximum number of files on the page. */
  static final int MOST = 20_000;

  private static final Comparator<FileRow> ORDER =
      Comparator.comparing(FileRow::topic)
          .thenComparing(FileRow::hour)
          .thenComparing(FileRow::name)
          .thenComparing(FileRow::commit);

  private final HourSpan span;
  private final Layout layout;
  private final Map<String, Sum[]> byTopic = new HashMap<>();
  private final Deque<FileRow> newest = new ArrayDeque<>();
  private final Map<String, String> names = new HashMap<>();
  private final Sum all = new Sum();
  private final Sum[] bySize = new Sum[SizeBins.COUNT];

  /** The files of an hour, or of a size. */
  static final class Sum {
    int files;
    long records;
    long bytes;

    void add(DataFile file) {
      files++;
      records += file.records();
      bytes += file.bytes();
    }
  }

  /** Whether a commit record has its mark: all of its files were seen at their destination. */
  interface Marks {
    boolean isPublished(long commit) throws IOException;
  }

  FileTally(HourSpan span, Layout layout) {
    this.span = span;
    this.layout = layout;
  }

  void add(DataFile file, long commit) {
    if (!span.holds(file.firstEventMillis())) {
      return;
    }
    int hour = span.hour(file.firstEventMillis());
    Sum[] hours = byTopic.computeIfAbsent(shared(file.topic()), it -> new Sum[span.hours()]);
    at(hours, hour).add(file);
    at(bySize, SizeBins.of(file.bytes())).add(file);
    all.add(file);
    newest.addLast(row(file, hour, commit));
    if (newest.size() > MOST) {
      newest.removeFirst();
    }
  }

  private static Sum at(Sum[] sums, int index) {
    if (sums[index] == null) {
      sums[index] = new Sum();
    }
    return sums[index];
  }

  private FileRow row(DataFile file, int hour, long commit) {
    String path = file.destination();
    int slash = path.lastIndexOf('/');
    String directory = layout.bucket(file).orElseGet(() -> path.substring(0, Math.max(0, slash)));
    return new FileRow(
        shared(file.topic()),
        hour,
        shared(directory),
        path.substring(slash + 1),
        file.parts().stream()
            .map(part -> part.range().partition().partition())
            .distinct()
            .sorted()
            .toList(),
        file.records(),
        file.bytes(),
        commit,
        true);
  }

  /** The same text, which is in memory only once. */
  private String shared(String text) {
    return names.computeIfAbsent(text, it -> it);
  }

  /** The files of an hour of a topic. */
  Sum of(String topic, int hour) {
    Sum[] hours = byTopic.get(topic);
    return hours == null || hours[hour] == null ? new Sum() : hours[hour];
  }

  Set<String> topics() {
    return byTopic.keySet();
  }

  Files files(Marks marks) throws IOException {
    Set<Long> unpublished = new HashSet<>();
    Set<Long> seen = new HashSet<>();
    List<FileRow> rows = new ArrayList<>(newest.size());
    for (FileRow row : newest) {
      if (seen.add(row.commit()) && !marks.isPublished(row.commit())) {
        unpublished.add(row.commit());
      }
      rows.add(unpublished.contains(row.commit()) ? row.waiting() : row);
    }
    rows.sort(ORDER);
    List<SizeBin> sizes = new ArrayList<>();
    for (int i = 0; i < bySize.length; i++) {
      if (bySize[i] != null) {
        sizes.add(new SizeBin(SizeBins.from(i), SizeBins.to(i), bySize[i].files, bySize[i].bytes));
      }
    }
    return new Files(
        all.files,
        all.records,
        all.bytes,
        rows,
        sizes,
        new Omitted(all.files - rows.size(), "camus files TOPIC"));
  }
}
