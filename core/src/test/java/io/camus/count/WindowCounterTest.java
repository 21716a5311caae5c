package io.camus.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.Origin;
import io.camus.model.WindowCount;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WindowCounterTest {
  private final RecordCounter counter = counter(Duration.ofMinutes(10));

  @Test
  void recordsAreCountedByWindowServerAndService() {
    counter.add(0, new Origin("web1", "shop"));
    counter.add(599_999, new Origin("web1", "shop"));
    counter.add(600_000, new Origin("web1", "shop"));
    counter.add(1, new Origin("web2", "shop"));
    counter.add(1, new Origin("web1", "cart"));

    assertThat(counter.counts())
        .containsExactly(
            new WindowCount(0, "web1", "cart", 1),
            new WindowCount(0, "web1", "shop", 2),
            new WindowCount(0, "web2", "shop", 1),
            new WindowCount(600_000, "web1", "shop", 1));
  }

  @Test
  void equalNamesInDifferentObjectsAreOneKey() {
    counter.add(1, new Origin("web1", "shop"));
    counter.add(2, new Origin(new String("web1".toCharArray()), new String("shop".toCharArray())));

    assertThat(counter.counts()).containsExactly(new WindowCount(0, "web1", "shop", 2));
  }

  @Test
  void timesBeforeTheEpochAreFlooredDownwards() {
    counter.add(-1, new Origin("s", "v"));
    counter.add(-600_000, new Origin("s", "v"));
    counter.add(-600_001, new Origin("s", "v"));

    assertThat(counter.counts())
        .containsExactly(
            new WindowCount(-1_200_000, "s", "v", 1), new WindowCount(-600_000, "s", "v", 2));
  }

  @Test
  void absurdTimesHaveWindowsOfTheirOwn() {
    for (int i = 0; i < 2; i++) {
      counter.add(Long.MIN_VALUE, new Origin("s", "v"));
      counter.add(Long.MAX_VALUE, new Origin("s", "v"));
      counter.add(0, new Origin("s", "v"));
    }

    assertThat(counter.counts()).extracting(WindowCount::count).containsExactly(2L, 2L, 2L);
    assertThat(counter.counts().get(0).windowStartMillis()).isEqualTo(Long.MIN_VALUE);
    assertThat(counter.counts().get(2).windowStartMillis() % 600_000).isZero();
  }

  @Test
  void nothingCountedIsAnEmptyList() {
    assertThat(counter.counts()).isEmpty();
  }

  @Test
  void windowOfNoLengthIsRefused() {
    assertThatThrownBy(() -> counter(Duration.ZERO)).hasMessageContaining("PT0S");
  }

  @Property(tries = 200)
  void countsEqualThoseOfAPlainMap(
      @ForAll @Size(max = 400) List<@LongRange(min = -3_000, max = 3_000) Long> times,
      @ForAll @LongRange(min = 1, max = 70) long granularityMillis) {
    RecordCounter counted = counter(Duration.ofMillis(granularityMillis));
    Map<List<Object>, Long> expected = new HashMap<>();
    for (long time : times) {
      String server = "server" + Math.floorMod(time, 3);
      String service = "service" + Math.floorMod(time, 2);
      counted.add(time, new Origin(server, service));
      long start = Math.floorDiv(time, granularityMillis) * granularityMillis;
      expected.merge(List.of(start, server, service), 1L, Long::sum);
    }

    Map<List<Object>, Long> actual = new HashMap<>();
    for (WindowCount row : counted.counts()) {
      actual.put(List.of(row.windowStartMillis(), row.server(), row.service()), row.count());
    }
    assertThat(actual).isEqualTo(expected);
    assertThat(counted.counts()).isSortedAccordingTo(TopicCounts.ORDER);
  }

  private static RecordCounter counter(Duration window) {
    return new TaskCounters(Optional.of(new Counting(window, topic -> false, 1_000))).of("clicks");
  }
}
