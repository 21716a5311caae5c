package io.camus.commit;

import static java.util.Objects.requireNonNull;

import io.camus.model.DataFile;
import io.camus.model.RunId;
import io.camus.spi.StorePath;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where everything is. All three paths are on one store.
 *
 * <pre>
 * BASE/commits/SEGMENT/00000000000000000042.json         record 42
 * BASE/commits/SEGMENT/00000000000000000042.published    its files were all seen in their final place
 * BASE/commits/SEGMENT/00000000000000000042.audited      its counts were posted
 * BASE/checkpoints/00000000000000000040.checkpoint       state after record 40
 * BASE/markers/00000000000000000042/00003                a marker of record 42 before it is moved
 * BASE/runs/RUN/plan                             one line a range
 * BASE/runs/RUN/schemas                          one line a topic, if tasks need to know them
 * BASE/runs/RUN/heartbeat-17                     the driver was alive when this was made
 * BASE/runs/RUN/attempts/ATTEMPT/                private to one attempt
 * BASE/runs/RUN/tasks/00003.manifest             the first finished attempt of task 3
 * BASE/schemas/REGISTRY/17.schema                a schema that some run has seen; saves work only
 * BASE/schemas/topics/TOPIC                      the schemas of a topic's files; saves work only
 * BASE/tables/00000000000000000007               how far tables follow the log; saves work only
 * HISTORY/RUN/                                   a finished run
 * DEST/TOPIC/hourly/2026/11/22/14/TOPIC+0+100+200+100.avro
 * </pre>
 *
 * @param base {@code etl.execution.base.path}
 * @param history {@code etl.execution.history.path}
 * @param destination {@code etl.destination.path}
 * @param errors where dead letters are published; empty: below the run's history
 * @param segmentRecords how many records share a directory; the same for all users of a log
 */
public record Layout(
    StorePath base,
    StorePath history,
    StorePath destination,
    Optional<StorePath> errors,
    int segmentRecords) {
  static final String MANIFEST = ".manifest";

  private static final Pattern SEGMENT = Pattern.compile("[0-9]{17}");

  /** As many as two pages of a name node's listing hold, with marks. */
  private static final int SEGMENT_RECORDS = 1_000;

  /** The layout of every log outside of tests. */
  public Layout(
      StorePath base, StorePath history, StorePath destination, Optional<StorePath> errors) {
    this(base, history, destination, errors, SEGMENT_RECORDS);
  }

  public Layout {
    requireNonNull(base, "base");
    requireNonNull(history, "history");
    requireNonNull(destination, "destination");
    requireNonNull(errors, "errors");
  }

  /** The directories of the segments, and the flat list of earlier versions. */
  public StorePath commits() {
    return base.child("commits");
  }

  /** The directory of a record and its marks: the digits of its number without the last three. */
  StorePath segment(long number) {
    return commits().child(String.format(Locale.ROOT, "%017d", number / segmentRecords));
  }

  /** Whether a name in {@link #commits} is a segment's. */
  static boolean isSegment(String name) {
    return SEGMENT.matcher(name).matches();
  }

  /** States after records. */
  StorePath checkpoints() {
    return base.child("checkpoints");
  }

  StorePath commitFile(long number, CommitFile kind) {
    return (kind == CommitFile.CHECKPOINT ? checkpoints() : segment(number))
        .child(name(number, kind));
  }

  /** Where earlier versions had a file of the log. */
  StorePath flatFile(long number, CommitFile kind) {
    return commits().child(name(number, kind));
  }

  static String name(long number, CommitFile kind) {
    return String.format(Locale.ROOT, "%020d", number) + kind.suffix();
  }

  /** Markers of complete buckets that are being written. */
  StorePath markers() {
    return base.child("markers");
  }

  /** Where a marker of a record is written before it is moved to its directory. */
  StorePath marker(long number, int index) {
    return markers().child(String.format(Locale.ROOT, "%020d/%05d", number, index));
  }

  /** All runs that are not in the history yet. */
  public StorePath runs() {
    return base.child("runs");
  }

  /** The directory of an active run. */
  public StorePath run(RunId run) {
    return runs().child(run.value());
  }

  /** The ranges to pull, as the setup stage decided. */
  public StorePath plan(RunId run) {
    return run(run).child("plan");
  }

  /** The schemas that the setup stage found, for the tasks. */
  public StorePath schemas(RunId run) {
    return run(run).child("schemas");
  }

  /** The schemas of a topic's files that some process has found; saves work only. */
  public StorePath seenSchemas(String topic) {
    return base.child("schemas").child("topics").child(topic);
  }

  /** How far tables follow the log, as runs have seen it; saves work only. */
  public StorePath tables() {
    return base.child("tables");
  }

  /** The manifests of the tasks that have finished. */
  public StorePath tasks(RunId run) {
    return run(run).child("tasks");
  }

  StorePath manifest(RunId run, int task) {
    return tasks(run).child(taskName(task) + MANIFEST);
  }

  /** All attempts of a run. */
  public StorePath attempts(RunId run) {
    return run(run).child("attempts");
  }

  /** The private directory of one attempt. */
  public StorePath attempt(RunId run, String attempt) {
    return attempts(run).child(attempt);
  }

  /** The staged data files and dead letters of an attempt. */
  public static StorePath stagedData(StorePath attempt) {
    return attempt.child("data");
  }

  /** The prepared manifest of an attempt, before its commit. */
  StorePath preparedManifest(RunId run, String attempt) {
    return attempt(run, attempt).child("manifest");
  }

  /** A finished run. */
  public StorePath history(RunId run) {
    return history.child(run.value());
  }

  /** Where a run's dead letters are published. */
  public StorePath deadLetters(RunId run) {
    return errors.orElseGet(() -> history(run).child("errors"));
  }

  /**
   * The bucket of a data file: its directory below that of its topic, such as {@code
   * hourly/2026/11/22/14}. Empty for dead letters, and for files of another destination.
   */
  public Optional<String> bucket(DataFile file) {
    String topic = PathKey.of(destination.child(file.topic()).value()) + "/";
    String path = PathKey.of(file.destination());
    return file.kind() == DataFile.Kind.DATA && path.startsWith(topic)
        ? Optional.of(
            path.substring(topic.length(), Math.max(topic.length(), path.lastIndexOf('/'))))
        : Optional.empty();
  }

  /** A task's name in file names: five digits, so names sort. */
  public static String taskName(int task) {
    return String.format(Locale.ROOT, "%05d", task);
  }

  /** The kinds of files of the commit log. */
  enum CommitFile {
    RECORD(".json"),
    PUBLISHED(".published"),
    AUDITED(".audited"),
    CHECKPOINT(".checkpoint");

    private final String suffix;

    CommitFile(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }

    static Optional<CommitFile> of(String suffix) {
      return Arrays.stream(values()).filter(kind -> kind.suffix.equals(suffix)).findAny();
    }
  }
}
