package io.camus.books;

import io.camus.audit.CountEvent;
import io.camus.audit.EventId;
import io.camus.model.LogEntry;
import io.camus.model.WindowCount;
import io.camus.store.LocalStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.common.Uuid;

/**
 * What the books of 48 hours by 200 topics are made of: a run every 10 minutes, and 2 producers
 * that publish each of their counts 3 times.
 */
public final class BooksAtScale {
  public static final int HOURS = 48;
  public static final int TOPICS = 200;
  public static final int PARTITIONS = 4;
  public static final Instant BEGIN = BookWorld.NOON;
  private static final int REVISIONS = 3;
  private static final int WINDOWS = HOURS * 6;
  private static final List<String> PRODUCERS = List.of("web1", "web2");

  private BooksAtScale() {}

  /** The names of the topics. */
  public static List<String> topics() {
    return IntStream.range(0, TOPICS).mapToObj(number -> "topic-" + number).toList();
  }

  /** The event times of the messages of each partition, in order. */
  public static LongStream times() {
    return IntStream.range(0, WINDOWS)
        .mapToLong(window -> BookWorld.at(10 * window))
        .flatMap(begin -> LongStream.of(begin, begin));
  }

  /**
   * Writes the commit log of the runs.
   *
   * @param root of its folders: exec, history, data
   * @param ids the id of a topic
   */
  public static void writeLog(String root, Function<String, Uuid> ids) {
    BookWorld world = new BookWorld(new LocalStore(), root);
    world.ids = ids;
    for (int window = 0; window < WINDOWS; window++) {
      List<LogEntry.Commits> commits = new ArrayList<>();
      for (String topic : topics()) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          long begin = BookWorld.at(10 * window);
          commits.add(
              world.commits(
                  topic,
                  partition,
                  new WindowCount(begin, "web1", "shop", 1),
                  new WindowCount(begin, "web2", "shop", 1)));
        }
      }
      world.run(10 * window + 11, commits.toArray(LogEntry.Commits[]::new));
    }
  }

  /**
   * The events of the producers, in the order in which they publish them.
   *
   * @param each receives an event and when it is published
   */
  public static void events(BiConsumer<CountEvent, Instant> each) {
    for (int window = 0; window < WINDOWS; window++) {
      for (int revision = 1; revision <= REVISIONS; revision++) {
        Instant posted = BEGIN.plus(Duration.ofMinutes(10L * window + 3L * revision));
        for (String topic : topics()) {
          for (String producer : PRODUCERS) {
            each.accept(event(window, revision, topic, producer, posted), posted);
          }
        }
      }
    }
  }

  private static CountEvent event(
      int window, int revision, String topic, String producer, Instant posted) {
    return new CountEvent(
        EventId.derive(window, topic, producer),
        posted.toEpochMilli(),
        producer,
        "shop",
        "producer",
        topic,
        PARTITIONS * revision / REVISIONS,
        BookWorld.at(10 * window),
        BookWorld.at(10 * window + 10));
  }
}
