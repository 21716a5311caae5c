package io.camus.books;

import io.camus.audit.CountEvent;
import io.camus.audit.CountEventEncoder;
import io.camus.audit.EventId;
import io.camus.model.LogEntry;
import io.camus.model.WindowCount;
import io.camus.store.LocalStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the books of 48 hours by 200 topics, by hand: {@code java -Xmx512m}. Each topic has 4
 * partitions, 2 producers with 3 revisions of each count, and a run every 10 minutes.
 */
final class BooksAtScale {
  private static final int HOURS = 48;
  private static final int TOPICS = 200;
  private static final int PARTITIONS = 4;
  private static final int REVISIONS = 3;
  private static final CountEventEncoder ENCODER = CountEventEncoder.withFingerprint();

  private BooksAtScale() {}

  /** Prints what it takes; the commit log is below a directory. */
  public static void main(String[] arguments) {
    BookWorld world = new BookWorld(new LocalStore(), arguments[0]);
    world.span =
        BookSpan.of(BookWorld.NOON, BookWorld.NOON.plus(Duration.ofHours(HOURS)), BookWorld.WINDOW);
    world.now = BookWorld.NOON.plus(Duration.ofHours(HOURS + 1));
    world.events = new AuditEvents(world.span);
    int windows = HOURS * 6;
    for (int window = 0; window < windows; window++) {
      List<LogEntry.Commits> commits = new ArrayList<>();
      for (int topic = 0; topic < TOPICS; topic++) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          commits.add(
              world.commits(
                  "topic-" + topic,
                  partition,
                  new WindowCount(BookWorld.at(10 * window), "web1", "shop", 50),
                  new WindowCount(BookWorld.at(10 * window), "web2", "shop", 50)));
        }
      }
      world.run(10 * window + 11, commits.toArray(LogEntry.Commits[]::new));
    }
    for (int round = 0; round < 3; round++) {
      measure(world, windows);
    }
  }

  private static void measure(BookWorld world, int windows) {
    world.events = new AuditEvents(world.span);
    long encoding = 0;
    long begin = System.nanoTime();
    for (int window = 0; window < windows; window++) {
      for (int revision = 1; revision <= REVISIONS; revision++) {
        for (int topic = 0; topic < TOPICS; topic++) {
          for (String producer : List.of("web1", "web2")) {
            long before = System.nanoTime();
            CountEvent event = event(window, revision, topic, producer);
            byte[] value = ENCODER.encode(event);
            byte[] key = event.id().toBytes();
            encoding += System.nanoTime() - before;
            world.message(key, value);
          }
        }
      }
    }
    long read = System.nanoTime() - begin - encoding;
    begin = System.nanoTime();
    long beginCpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    BookReport report = world.balance();
    long balanced = System.nanoTime() - begin;
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - beginCpu;
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%,d events read in %d ms, log read and balanced in %d ms (%d ms of CPU): %s; heap %,d MiB of %,d%n",
        report.messages(),
        read / 1_000_000,
        balanced / 1_000_000,
        cpu / 1_000_000,
        report.states(),
        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
        runtime.maxMemory() >> 20);
  }

  private static CountEvent event(int window, int revision, int topic, String producer) {
    return new CountEvent(
        EventId.derive(window, Integer.toString(topic), producer),
        BookWorld.at(10 * window + 11),
        producer,
        "shop",
        "producer",
        "topic-" + topic,
        200L * revision / REVISIONS,
        BookWorld.at(10 * window),
        BookWorld.at(10 * window + 10));
  }
}
