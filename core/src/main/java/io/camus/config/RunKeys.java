package io.camus.config;

import static io.camus.config.Reading.choice;
import static io.camus.config.Reading.integer;
import static io.camus.config.Reading.milliseconds;
import static io.camus.config.Reading.optionalInteger;
import static io.camus.config.Reading.path;
import static io.camus.config.Reading.text;

import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a run is executed and committed. */
final class RunKeys {
  static final Key<String> JOB_NAME =
      text("camus.job.name")
          .byDefault("Camus Job")
          .means("Name of the job, as the cluster shows it.");

  static final Key<StorePath> EXECUTION_BASE =
      path("etl.execution.base.path")
          .means(
              "Directory of the commit log and of the runs that are not finished; on one store with"
                  + " the destination.");

  static final Key<Framework> FRAMEWORK =
      choice("mapreduce.framework.name", Framework.words(), Framework::named)
          .byDefault("local")
          .means("Where tasks run: local, in this process, or yarn, on the cluster.");

  static final Key<Optional<Integer>> MAP_TASKS =
      optionalInteger("mapred.map.tasks", 1)
          .alsoCalled("mapreduce.job.maps")
          .defaultMeans("30 on YARN, else twice camus.local.map.slots")
          .means(
              "Tasks among which the partitions are shared out, at most. A task costs a consumer"
                  + " of its own, on YARN also a process.");

  static final Key<Integer> MIN_SPLIT_BYTES =
      integer("camus.split.min.bytes", 1, Integer.MAX_VALUE)
          .byDefault("16777216")
          .means(
              "Bytes that a task gets at least, on average, as the broker stores them: a small"
                  + " backlog is not worth many tasks.");

  static final Key<Integer> MIN_PIECE_BYTES =
      integer("camus.split.partition.min.bytes", 0, Integer.MAX_VALUE)
          .byDefault("134217728")
          .means(
              "A partition that is too much for one task is cut into offset ranges for several, of"
                  + " at least so many bytes each; 0 leaves every partition to one task, and so do"
                  + " kafka.max.pull.hrs and kafka.max.pull.minutes.per.task.");

  static final Key<Optional<Integer>> LOCAL_SLOTS =
      optionalInteger("camus.local.map.slots", 1)
          .defaultMeans("number of processors")
          .means("Tasks that run at the same time if the framework is local.");

  static final Key<Duration> COMMIT_INTERVAL =
      milliseconds("camus.commit.interval.ms")
          .byDefault("60000")
          .means("Milliseconds between commits of finished tasks while others still pull.");

  static final Key<Integer> PUBLISH_THREADS =
      integer("camus.publish.threads", 1, 256)
          .byDefault("16")
          .means(
              "Calls of the store that the driver makes at once when it looks for the final names of"
                  + " files, publishes them, and moves small files to the history.");

  static final Key<Duration> LIVENESS_TIMEOUT =
      milliseconds("camus.liveness.timeout.ms")
          .byDefault("600000")
          .means(
              "Milliseconds without a sign of life after which another run on another host counts"
                  + " as dead; a wrong belief costs work, never data.");

  static final KeyGroup GROUP =
      new KeyGroup(
          "Running",
          "How a run is executed and committed.",
          List.of(
              JOB_NAME,
              EXECUTION_BASE,
              FRAMEWORK,
              MAP_TASKS,
              MIN_SPLIT_BYTES,
              MIN_PIECE_BYTES,
              LOCAL_SLOTS,
              COMMIT_INTERVAL,
              PUBLISH_THREADS,
              LIVENESS_TIMEOUT));

  private RunKeys() {}
}
