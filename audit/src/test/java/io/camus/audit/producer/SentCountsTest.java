package io.camus.audit.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SentCountsTest {
  private static final long WINDOW = 600_000;

  private final SentCounts counts = new SentCounts(WINDOW, 3);

  /** Takes the news as a publisher whose events arrive. */
  private static Map<Long, Long> publish(SentCounts counts) {
    Map<Long, Long> events = new HashMap<>();
    for (WindowCount count : counts.all()) {
      OptionalLong news = count.news();
      if (news.isPresent()) {
        events.put(count.sequence(), news.getAsLong());
        count.published(news.getAsLong());
      }
    }
    return events;
  }

  @Test
  void recordsCountInTheWindowOfTheirTime() {
    counts.sent("views", 0);
    counts.sent("views", WINDOW - 1);
    counts.sent("views", WINDOW);
    counts.sent("views", -1);

    assertThat(counts.all())
        .extracting(WindowCount::beginMillis, count -> count.news().getAsLong())
        .containsExactlyInAnyOrder(tuple(0L, 2L), tuple(WINDOW, 1L), tuple(-WINDOW, 1L));
  }

  @Test
  void whatDoesNotFitIsCountedInTotal() {
    for (int window = 0; window < 5; window++) {
      counts.sent("views", window * WINDOW);
    }

    assertThat(counts.all()).hasSize(3);
    assertThat(counts.uncounted()).isEqualTo(2);

    publish(counts);
    counts.forget(Long.MIN_VALUE);
    counts.sent("views", 4 * WINDOW);

    assertThat(counts.all()).extracting(WindowCount::beginMillis).containsExactly(4 * WINDOW);
    assertThat(counts.uncounted()).isEqualTo(2);
  }

  @Test
  void onlyPublishedCountsOfOldWindowsAreForgotten() {
    counts.sent("views", 0);
    publish(counts);
    counts.sent("clicks", 0);

    counts.forget(WINDOW - 1);
    assertThat(counts.all()).hasSize(2);

    counts.forget(WINDOW);
    assertThat(counts.all()).extracting(WindowCount::topic).containsExactly("clicks");
  }

  @Test
  void aLateRecordOfAForgottenWindowBeginsAnotherCount() {
    counts.sent("views", 0);
    Map<Long, Long> events = new HashMap<>(publish(counts));
    counts.forget(WINDOW);
    counts.sent("views", 1);
    events.putAll(publish(counts));

    assertThat(events).hasSize(2).containsValue(1L);
    assertThat(events.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
  }

  /** The last event of each sequence number, summed over all, is what was sent. */
  @Test
  void nothingIsLostOrDoubledWhileCountsArePublishedAndForgotten() throws Exception {
    SentCounts shared = new SentCounts(WINDOW, 1_000);
    Map<Long, Long> events = new HashMap<>();
    AtomicBoolean done = new AtomicBoolean();
    Thread publisher =
        new Thread(
            () -> {
              while (!done.get()) {
                events.putAll(publish(shared));
                shared.forget(Long.MAX_VALUE);
              }
            });
    publisher.start();
    List<Thread> senders = new ArrayList<>();
    int each = 200_000;
    for (int sender = 0; sender < 3; sender++) {
      SplittableRandom random = new SplittableRandom(sender);
      senders.add(
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  shared.sent("topic-" + random.nextInt(3), random.nextInt(5) * WINDOW);
                }
              }));
    }
    senders.forEach(Thread::start);
    for (Thread sender : senders) {
      sender.join();
    }
    done.set(true);
    publisher.join();
    events.putAll(publish(shared));

    assertThat(events.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(3L * each);
    assertThat(shared.uncounted()).isZero();
  }

  @Test
  void failuresAreCountedByTopic() {
    counts.failed("views");
    counts.failed("views");

    assertThat(counts.failures("views")).isEqualTo(2);
    assertThat(counts.failures("clicks")).isZero();
    assertThat(counts.all()).isEmpty();
  }
}
