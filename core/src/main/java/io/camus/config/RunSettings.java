package io.camus.config;

import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** Settings of a run: tasks, commits, location of the log. */
public final class RunSettings {
  private static final int TASKS_ON_YARN = 30;
  private static final int LOCAL_TASKS_A_SLOT = 2;

  static final KeyGroup KEYS = new KeyGroup("Running", "How a run is executed and committed.");

  public static final Key<String> JOB_NAME =
      KEYS.key("camus.job.name", KeyType.TEXT, "Camus Job").means("Job name shown by the cluster.");

  public static final Key<StorePath> EXECUTION_BASE =
      KEYS.required("etl.execution.base.path", KeyType.PATH)
          .means(
              "Directory of the commit log and of active runs. Must be on the same file system as"
                  + " etl.destination.path.");

  public static final Key<Framework> FRAMEWORK =
      KEYS.key("mapreduce.framework.name", KeyType.oneOf(Framework.values()), "local")
          .means("Where tasks run: local (in this process) or yarn (on the cluster).");

  private static final Key<Integer> MAP_TASKS =
      KEYS.optional("mapred.map.tasks", KeyType.integerFrom(1))
          .defaultMeans("30 on YARN; locally, twice camus.local.map.slots")
          .means(
              "Maximum number of tasks. Partitions are distributed among them. Each task has its"
                  + " own consumer, and on YARN its own process.");

  public static final Key<Integer> MIN_SPLIT_BYTES =
      KEYS.key("camus.split.min.bytes", KeyType.integerFrom(1), "67108864")
          .means(
              "Minimum average bytes per task, as stored by the brokers. A small backlog then uses"
                  + " fewer tasks.");

  public static final Key<Integer> MIN_PIECE_BYTES =
      KEYS.key("camus.split.partition.min.bytes", KeyType.integerFrom(0), "134217728")
          .means(
              "A partition too large for one task is split into offset ranges of at least this many"
                  + " bytes. With 0, or if kafka.max.pull.hrs or kafka.max.pull.minutes.per.task is"
                  + " set, partitions are never split.");

  public static final Key<Integer> LOCAL_SLOTS =
      KEYS.key(
              "camus.local.map.slots",
              KeyType.integerFrom(1),
              String.valueOf(Runtime.getRuntime().availableProcessors()))
          .defaultMeans("number of processors")
          .means("Number of tasks that run in parallel with the local framework.");

  public static final Key<Duration> COMMIT_INTERVAL =
      KEYS.key("camus.commit.interval.ms", KeyType.MILLISECONDS, "60000")
          .means(
              "Interval between commits of finished tasks while others still pull, in"
                  + " milliseconds.");

  public static final Key<Integer> PUBLISH_THREADS =
      KEYS.key("camus.publish.threads", KeyType.integer(1, 256), "32")
          .means(
              "Maximum parallel calls of the driver to its store when it checks, publishes and"
                  + " archives files.");

  public static final Key<Duration> LIVENESS_TIMEOUT =
      KEYS.key("camus.liveness.timeout.ms", KeyType.MILLISECONDS, "600000")
          .means(
              "Milliseconds without a heartbeat after which a run on another host counts as dead."
                  + " If that run is still alive, work is wasted, but no data is lost.");

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
                                + " camus.commit.interval.ms, the interval between heartbeats;"
                                + " raise it",
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
