package io.camus.config;

import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** How a run is made: its tasks, its commits, where its log lies. */
public final class RunSettings {
  private static final int TASKS_ON_YARN = 30;
  private static final int LOCAL_TASKS_A_SLOT = 2;

  static final KeyGroup KEYS = new KeyGroup("Running", "How a run is executed and committed.");

  public static final Key<String> JOB_NAME =
      KEYS.key("camus.job.name", KeyType.TEXT, "Camus Job")
          .means("Name of the job, as the cluster shows it.");

  public static final Key<StorePath> EXECUTION_BASE =
      KEYS.required("etl.execution.base.path", KeyType.PATH)
          .means(
              "Directory of the commit log and of the runs that are not finished; on one store with"
                  + " the destination.");

  public static final Key<Framework> FRAMEWORK =
      KEYS.key("mapreduce.framework.name", KeyType.oneOf(Framework.values()), "local")
          .means("Where tasks run: local, in this process, or yarn, on the cluster.");

  private static final Key<Integer> MAP_TASKS =
      KEYS.optional("mapred.map.tasks", KeyType.integerFrom(1))
          .defaultMeans("30 on YARN, else twice camus.local.map.slots")
          .means(
              "Tasks among which the partitions are shared out, at most. A task costs a consumer"
                  + " of its own, on YARN also a process.");

  public static final Key<Integer> MIN_SPLIT_BYTES =
      KEYS.key("camus.split.min.bytes", KeyType.integerFrom(1), "67108864")
          .means(
              "Bytes that a task gets at least, on average, as the broker stores them: a small"
                  + " backlog is not worth many tasks.");

  public static final Key<Integer> MIN_PIECE_BYTES =
      KEYS.key("camus.split.partition.min.bytes", KeyType.integerFrom(0), "134217728")
          .means(
              "A partition that is too much for one task is cut into offset ranges for several, of"
                  + " at least so many bytes each; 0 leaves every partition to one task, and so do"
                  + " kafka.max.pull.hrs and kafka.max.pull.minutes.per.task.");

  public static final Key<Integer> LOCAL_SLOTS =
      KEYS.key(
              "camus.local.map.slots",
              KeyType.integerFrom(1),
              String.valueOf(Runtime.getRuntime().availableProcessors()))
          .defaultMeans("number of processors")
          .means("Tasks that run at the same time if the framework is local.");

  public static final Key<Duration> COMMIT_INTERVAL =
      KEYS.key("camus.commit.interval.ms", KeyType.MILLISECONDS, "60000")
          .means("Milliseconds between commits of finished tasks while others still pull.");

  public static final Key<Integer> PUBLISH_THREADS =
      KEYS.key("camus.publish.threads", KeyType.integer(1, 256), "16")
          .means(
              "Calls of the store that the driver makes at once when it looks for the final names of"
                  + " files, publishes them, and moves small files to the history.");

  public static final Key<Duration> LIVENESS_TIMEOUT =
      KEYS.key("camus.liveness.timeout.ms", KeyType.MILLISECONDS, "600000")
          .means(
              "Milliseconds without a sign of life after which another run on another host counts"
                  + " as dead; a wrong belief costs work, never data.");

  static {
    KEYS.rule(
        settings ->
            Stream.of(settings.value(LIVENESS_TIMEOUT))
                .filter(
                    timeout ->
                        timeout.compareTo(settings.value(COMMIT_INTERVAL).multipliedBy(2)) < 0)
                .map(
                    timeout ->
                        String.format(
                            Locale.ROOT,
                            "camus.liveness.timeout.ms = %d is less than twice"
                                + " camus.commit.interval.ms, at which a run shows that it is alive",
                            timeout.toMillis())));
  }

  private RunSettings() {}

  static int mapTasks(ParsedSettings settings) {
    int usual =
        settings.value(FRAMEWORK) == Framework.YARN
            ? TASKS_ON_YARN
            : LOCAL_TASKS_A_SLOT * settings.value(LOCAL_SLOTS);
    return settings.optional(MAP_TASKS).orElse(usual);
  }
}
