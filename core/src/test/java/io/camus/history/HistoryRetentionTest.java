package io.camus.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Layout;
import io.camus.model.RunId;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryRetentionTest {
  private static final RunId OLD = new RunId("2026-11-20-00-00-00-000001");
  private static final RunId RECENT = new RunId("2026-11-21-00-00-00-000002");
  private static final RunId CURRENT = new RunId("2026-11-22-00-00-00-000003");

  private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
  private final MemoryStore store = new MemoryStore(clock);
  private final Layout layout =
      new Layout(
          new StorePath("/exec"),
          new StorePath("/history"),
          new StorePath("/data"),
          Optional.empty());

  @BeforeEach
  void finishThreeRuns() throws IOException {
    for (RunId run : List.of(OLD, RECENT, CURRENT)) {
      write(layout.history(run).child("plan"));
      write(layout.history(run).child("tasks/00000.manifest"));
    }
  }

  /** Ten bytes. */
  private void write(StorePath path) throws IOException {
    store.makeDirectories(path.parent());
    try (OutputStream out = store.create(path)) {
      out.write(new byte[10]);
    }
  }

  private List<String> kept(Optional<Duration> age, Optional<Long> bytes) throws IOException {
    new HistoryRetention(store, layout, age, bytes, 1.0, clock).apply(CURRENT);
    return store.names(layout.history());
  }

  @Test
  void withoutABoundEverythingStays() throws IOException {
    assertThat(kept(Optional.empty(), Optional.empty())).hasSize(3);
  }

  @Test
  void runsThatAreTooOldGo() throws IOException {
    assertThat(kept(Optional.of(Duration.ofHours(47)), Optional.empty()))
        .containsExactly(RECENT.value(), CURRENT.value());
    assertThat(kept(Optional.of(Duration.ofHours(24)), Optional.empty()))
        .as("exactly the age is kept")
        .containsExactly(RECENT.value(), CURRENT.value());
  }

  @Test
  void theOldestGoFirstUntilTheSizeFits() throws IOException {
    assertThat(kept(Optional.empty(), Optional.of(40L))).hasSize(3);
    assertThat(kept(Optional.empty(), Optional.of(39L)))
        .containsExactly(RECENT.value(), CURRENT.value());
  }

  @Test
  void theRunThatJustEndedStaysWhateverTheBounds() throws IOException {
    assertThat(kept(Optional.of(Duration.ZERO), Optional.of(0L))).containsExactly(CURRENT.value());
  }

  @Test
  void theHistoryTakesItsPartOfTheQuota() throws IOException {
    new HistoryRetention(store, layout, Optional.empty(), Optional.of(78L), 0.5, clock)
        .apply(CURRENT);
    assertThat(store.names(layout.history())).hasSize(2);
  }

  @Test
  void deadLettersAreDataAndStay() throws IOException {
    StorePath letter = layout.deadLetters(OLD).child("errors+clicks+0+3+4+1.avro");
    write(letter);
    assertThat(kept(Optional.of(Duration.ZERO), Optional.empty()))
        .containsExactly(OLD.value(), CURRENT.value());
    assertThat(store.names(layout.history(OLD))).hasSize(1);
    assertThat(store.stat(letter)).isPresent();
  }

  @Test
  void whatIsNotARunIsLeftAlone() throws IOException {
    write(layout.history().child("notes/mine.txt"));
    assertThat(kept(Optional.of(Duration.ZERO), Optional.of(0L)))
        .containsExactly(CURRENT.value(), "notes");
  }
}
