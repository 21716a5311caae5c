package io.camus.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.Origin;
import io.camus.model.WindowCount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskCountersTest {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  @Test
  void nothingIsCountedWhereNoCountsAreWanted() {
    TaskCounters counters = new TaskCounters(Optional.empty());
    RecordCounter counter = counters.of("clicks");

    counter.add(0, new Origin("web1", "shop"));

    assertThat(counter.counts()).isEmpty();
    assertThat(counters.notices()).isEmpty();
  }

  @Test
  void whatGoesBeyondTheBoundIsCountedAsOthersOfItsWindow() {
    TaskCounters counters = counters(2);
    RecordCounter clicks = counters.of("clicks");
    RecordCounter views = counters.of("views");

    clicks.add(0, new Origin("web1", "shop"));
    views.add(0, new Origin("web1", "shop"));
    clicks.add(1, new Origin("web2", "shop"));
    clicks.add(2, new Origin("web3", "shop"));
    clicks.add(600_000, new Origin("web1", "shop"));
    clicks.add(3, new Origin("web1", "shop"));
    views.add(1, new Origin("web2", "cart"));

    assertThat(clicks.counts())
        .containsExactly(
            new WindowCount(0, "other_servers", "other_services", 2),
            new WindowCount(0, "web1", "shop", 2),
            new WindowCount(600_000, "other_servers", "other_services", 1));
    assertThat(views.counts())
        .containsExactly(
            new WindowCount(0, "other_servers", "other_services", 1),
            new WindowCount(0, "web1", "shop", 1));
    assertThat(counters.notices())
        .containsExactly(
            "4 records are counted as other_servers and other_services, because the task reached"
                + " its limit of 2 counts; raise camus.audit.max.counts to count them separately");
  }

  @Test
  void everyRecordIsCountedHoweverManyNamesThereAre() {
    TaskCounters counters = counters(100);
    RecordCounter counter = counters.of("clicks");

    for (int i = 0; i < 50_000; i++) {
      counter.add(i % 7 * 600_000L, new Origin("host-" + i % 2_000, "service-" + i % 3));
    }

    List<WindowCount> counts = counter.counts();
    assertThat(counts).hasSize(100 + 7);
    assertThat(counts.stream().mapToLong(WindowCount::count).sum()).isEqualTo(50_000);
    long others =
        counts.stream()
            .filter(row -> row.server().equals("other_servers"))
            .mapToLong(WindowCount::count)
            .sum();
    assertThat(counters.notices().get(0)).startsWith(others + " records are counted as");
  }

  @Test
  void longNamesAreCutAndCounted() {
    TaskCounters counters = counters(10);
    RecordCounter counter = counters.of("clicks");
    String longest = "h".repeat(128);

    counter.add(0, new Origin(longest, "shop"));
    counter.add(0, new Origin(longest + "1", "shop"));
    counter.add(0, new Origin(longest + "2", "shop"));
    counter.add(0, new Origin("h".repeat(127) + "\ud83d\ude80", "shop"));

    assertThat(counter.counts())
        .containsExactly(
            new WindowCount(0, "h".repeat(127), "shop", 1), new WindowCount(0, longest, "shop", 3));
    assertThat(counters.notices())
        .containsExactly(
            "3 names of servers or services are longer than 128 characters and are counted by their"
                + " first 128");
  }

  @Test
  void foldedTopicsAreCountedByWindowOnly() {
    TaskCounters counters =
        new TaskCounters(Optional.of(new Counting(WINDOW, "clicks"::equals, 10)));
    RecordCounter clicks = counters.of("clicks");
    RecordCounter views = counters.of("views");

    clicks.add(0, new Origin("web1", "shop"));
    clicks.add(1, new Origin("web2", "cart"));
    views.add(0, new Origin("web1", "shop"));

    assertThat(clicks.counts())
        .containsExactly(new WindowCount(0, "all_servers", "all_services", 2));
    assertThat(views.counts()).containsExactly(new WindowCount(0, "web1", "shop", 1));
  }

  private static TaskCounters counters(int most) {
    return new TaskCounters(Optional.of(new Counting(WINDOW, topic -> false, most)));
  }
}
