package io.camus.books;

import static io.camus.books.BookWorld.NOON;
import static io.camus.books.BookWorld.WINDOW;
import static io.camus.books.BookWorld.at;
import static io.camus.books.BookWorld.count;
import static io.camus.books.BookWorld.leftOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.camus.audit.CountEvent;
import io.camus.audit.EventId;
import io.camus.books.Verdict.State;
import io.camus.model.Completion;
import io.camus.model.EndOffsets;
import io.camus.model.ExitCode;
import io.camus.model.LeftOut;
import io.camus.model.LogEntry;
import io.camus.model.RunId;
import io.camus.model.TrackedTopic;
import io.camus.model.WindowCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BooksTest {
  private final BookWorld world = new BookWorld();

  private static void assertState(BookRow row, State state, long messages) {
    assertThat(row.verdict().state()).as(row.toString()).isEqualTo(state);
    assertThat(row.verdict().messages()).isEqualTo(messages);
  }

  @Test
  void aWindowIsCompleteIfEveryTierCountedWhatTheBrokersHeld() {
    world.run(
        20, world.commits("clicks", 0, count(0, 70)), world.commits("clicks", 1, count(0, 30)));
    world.counts("clicks", 0, 60, "a");
    world.counts("clicks", 0, 40, "b");

    assertState(world.row(), State.COMPLETE, 0);
    assertThat(world.row().held()).isEqualTo(100);
    assertThat(world.balance().exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void theDifferenceIsANumberOfMessages() {
    world.run(20, world.commits("clicks", 0, count(0, 97), count(10, 103)));
    world.counts("clicks", 0, 100, "a");
    world.counts("clicks", 10, 100, "a");

    List<BookRow> rows = world.balance().rows();
    assertState(rows.get(0), State.MISSING, 3);
    assertThat(rows.get(0).difference("producer")).hasValue(-3);
    assertState(rows.get(1), State.SURPLUS, 3);
    assertThat(world.balance().exitCode()).isEqualTo(ExitCode.DATA);
  }

  @Test
  void tiersThatCountTheSameMessagesOfAnUnknownTopicAreNotAdded() {
    world.run(20, world.commits("clicks", 0, count(0, 100)));
    world.counts("orders", 0, 60, "a");
    world.counts("orders", 10, 40, "a");
    world.counts("other", "orders", 0, 99, "b", at(11));

    assertThat(world.balance().notPulled()).containsExactly(Map.entry("orders", 100L));
  }

  @Test
  void aDoubleInOneTopicDoesNotHideALossInAnother() {
    world.run(
        20, world.commits("clicks", 0, count(0, 99)), world.commits("views", 0, count(0, 101)));
    world.counts("clicks", 0, 100, "a");
    world.counts("views", 0, 100, "a");

    assertThat(world.balance().states()).isEqualTo(Map.of(State.MISSING, 1L, State.SURPLUS, 1L));
  }

  @Test
  void theLastEventOfAnIdCountsAndATombstoneRemovesIt() {
    world.run(20, world.commits("clicks", 0, count(0, 90)));
    world.counts("clicks", 0, 40, "a");
    world.counts("clicks", 0, 90, "a");
    world.counts("clicks", 0, 11, "gone");
    world.message(EventId.derive(0, "producer", "clicks", "gone").toBytes(), null);

    assertState(world.row(), State.COMPLETE, 0);
  }

  @Test
  void whatIsRejectedOrSkippedIsAccountedFor() {
    world.run(
        20,
        world.commits(
            "clicks",
            0,
            0,
            List.of(count(0, 90)),
            List.of(
                leftOut(0, LeftOut.Reason.MALFORMED, 0, 90, 7),
                leftOut(0, LeftOut.Reason.HISTORY_LIMIT, 0, 97, 3)),
            true));
    world.counts("clicks", 0, 100, "a");

    assertState(world.row(), State.COMPLETE, 0);
    assertThat(world.row().leftOut()).isEqualTo(10);
    assertThat(world.explain("clicks").leftOut())
        .extracting(it -> it.count().firstOffset())
        .containsExactly(90L, 97L);
  }

  @Test
  void aWindowThatHasNotEndedOrIsNotPulledIsOpen() {
    world.run(20, world.commits("clicks", 0, count(0, 90)));
    world.counts("clicks", 0, 100, "a");
    world.now = NOON.plus(Duration.ofMinutes(5));
    assertState(world.row(), State.OPEN, 0);
    world.now = NOON.plus(Duration.ofMinutes(15));
    assertState(world.row(), State.SETTLING, 0);
    world.now = NOON.plus(Duration.ofHours(1));
    assertState(world.row(), State.MISSING, 10);

    world.lagging("clicks", 0, 10, 0, Optional.of(NOON.plus(Duration.ofMinutes(9))));
    assertState(world.row(), State.OPEN, 0);
    assertThat(world.row().verdict().reason()).contains("clicks-0: 10 offsets not pulled yet");
  }

  @Test
  void whatIsNewerThanAWindowDoesNotKeepItOpen() {
    world.run(20, world.commits("clicks", 0, count(0, 90)));
    world.counts("clicks", 0, 90, "a");
    world.lagging("clicks", 0, 10, 0, Optional.of(NOON.plus(Duration.ofMinutes(10))));

    assertState(world.row(), State.COMPLETE, 0);
  }

  @Test
  void equalCountsAreNotCompleteWhileAnUnknownPartIsNotPulled() {
    world.run(20, world.commits("clicks", 0, count(0, 90)));
    world.counts("clicks", 0, 90, "a");
    world.lagging("clicks", 0, 10, 0, Optional.empty());

    assertState(world.row(), State.OPEN, 0);
  }

  @Test
  void whatRetentionDeletedIsMissingAtOnce() {
    world.run(20, world.commits("clicks", 0, count(0, 90)));
    world.counts("clicks", 0, 100, "a");
    world.lagging("clicks", 0, 4, 10, Optional.of(NOON));

    assertState(world.row(), State.MISSING, 10);
  }

  @Test
  void aTopicThatNoOtherTierCountsIsNotAudited() {
    world.run(20, world.commits("clicks", 0, count(0, 90)));

    assertState(world.row(), State.UNAUDITED, 0);
    assertThat(world.balance().exitCode()).isEqualTo(ExitCode.OK);
    world.tiers = List.of("producer");
    assertState(world.row(), State.UNKNOWN, 0);
    assertThat(world.balance().exitCode()).isEqualTo(ExitCode.DATA);
  }

  @Test
  void aWindowThatATierDoesNotCountIsUnknown() {
    world.run(20, world.commits("clicks", 0, count(0, 90), count(10, 5)));
    world.counts("clicks", 0, 90, "a");

    assertThat(world.balance().rows().get(1).verdict())
        .isEqualTo(new Verdict(State.UNKNOWN, 0, "tier producer has no counts of this window"));
  }

  @Test
  void aWindowOfWhichNothingWasPulledIsMissing() {
    world.run(20, world.commits("clicks", 0, count(0, 90)));
    world.counts("clicks", 0, 90, "a");
    world.counts("clicks", 10, 8, "a");

    assertState(world.balance().rows().get(1), State.MISSING, 8);
  }

  @Test
  void windowsOfAnotherLengthAreAddedUpIfTheyFitAndUnknownIfNot() {
    world.run(20, world.commits("clicks", 0, count(0, 100)));
    for (int minute = 0; minute < 10; minute++) {
      world.event(
          new CountEvent(
              EventId.derive(minute, "short"),
              at(20),
              "web1",
              "shop",
              "producer",
              "clicks",
              10,
              at(minute),
              at(minute + 1)));
    }
    assertState(world.row(), State.COMPLETE, 0);

    world.event(
        new CountEvent(
            EventId.derive(1, "long"), at(20), "w", "s", "producer", "clicks", 0, at(0), at(15)));
    assertThat(world.balance().rows()).allSatisfy(row -> assertState(row, State.UNKNOWN, 0));
  }

  @Test
  void aClockThatIsADayAheadMakesAWindowUnknown() {
    world.run(20, world.commits("clicks", 0, count(0, 100)));
    world.counts("producer", "clicks", 0, 100, "a", at(-25 * 60));

    assertState(world.row(), State.UNKNOWN, 0);
    assertThat(world.row().verdict().reason()).contains("more than a day before");
  }

  @Test
  void aClockThatIsHoursAheadIsNoReasonToDoubt() {
    world.run(-300, world.commits("clicks", 0, count(0, 100)));
    world.counts("producer", "clicks", 0, 100, "a", at(-300));

    assertState(world.row(), State.COMPLETE, 0);
  }

  @Test
  void aProducerThatStoppedWithoutClosingExplainsWhatWasNotCounted() {
    world.run(20, world.commits("clicks", 0, count(0, 100), count(10, 100)));
    world.counts("clicks", 0, 50, "closed", 9, false);
    world.counts("clicks", 0, 50, "killed", 9, false);
    world.counts("clicks", 10, 50, "closed", 19, true);
    world.counts("clicks", 10, 30, "killed", 15, false);

    Explanation explained = world.explain("clicks");
    assertThat(explained.unclosed())
        .containsExactly(
            new CountingProducer(
                "killed", "producer", "killed", "shop", 10, Instant.ofEpochMilli(at(15))));
    assertThat(explained.report().rows().get(0).verdict().reason()).isEmpty();
    assertState(explained.report().rows().get(1), State.SURPLUS, 20);
    assertThat(explained.report().rows().get(1).verdict().reason())
        .isEqualTo(
            "probably not counted: the producer shop on killed stopped without closing; its last"
                + " counts are of 2026-11-22T12:15:00Z");
  }

  @Test
  void aProducerThatWasKilledBeforeItsFirstCountsOfAWindowIsSuspectedToo() {
    world.run(20, world.commits("clicks", 0, count(0, 100), count(10, 100)));
    world.counts("clicks", 0, 100, "killed", 11, false);
    world.counts("clicks", 10, 60, "closed", 19, true);

    assertThat(world.balance().rows().get(1).verdict().reason()).contains("shop on killed");
  }

  @Test
  void aProducerThatClosedIsNoExplanation() {
    world.run(20, world.commits("clicks", 0, count(0, 100)));
    world.counts("clicks", 0, 50, "closed", 9, true);

    assertState(world.row(), State.SURPLUS, 50);
    assertThat(world.row().verdict().reason()).isEmpty();
  }

  @Test
  void recordsOfClosedBucketsAreLate() {
    RunId run = world.run(20, world.commits("clicks", 0, count(0, 10)));
    EndOffsets seen = new EndOffsets("clicks", NOON.plus(Duration.ofMinutes(20)), Map.of(0, 10L));
    world.append(
        run,
        NOON.plus(Duration.ofMinutes(21)),
        Optional.empty(),
        List.of(
            new LogEntry.Tracks(new TrackedTopic("clicks", Optional.empty())),
            new LogEntry.Completes(
                new Completion(
                    seen,
                    Duration.ofMinutes(10),
                    NOON.plus(Duration.ofMinutes(10)),
                    Optional.empty(),
                    Optional.empty(),
                    Completion.LateMarker.RENEW,
                    List.of(),
                    List.of()))));
    world.run(40, world.commits("clicks", 0, count(0, 3), count(10, 5)));
    world.run(60, world.commits("clicks", 0, count(10, 4)));

    assertThat(world.balance().rows()).extracting(BookRow::late).containsExactly(3L, 0L);
  }

  @Test
  void messagesThatAreNotCountEventsAreReportedByCause() {
    world.run(20, world.commits("clicks", 0, count(0, 10)));
    world.text("hello");
    world.text("hello again");
    world.message(null, null);
    world.counts("clicks", 0, -5, "negative");
    world.counts("clicks", 0, 10, "a");

    assertState(world.row(), State.COMPLETE, 0);
    assertThat(world.balance().foreign())
        .hasSize(3)
        .containsEntry(
            "not a count event: unknown encoding", new AuditEvents.Foreign(2, "Audit-0@0"))
        .containsEntry("a message without a value", new AuditEvents.Foreign(1, "Audit-0@2"));
  }

  @Test
  void causesAreBoundedWhateverTheMessagesAre() {
    world.run(20, world.commits("clicks", 0, count(0, 10)));
    world.counts("clicks", 0, 10, "a");
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] value = new byte[random.nextInt(200)];
      random.nextBytes(value);
      if (value.length > 1) {
        value[0] = (byte) (random.nextBoolean() ? 0x00 : 0xC3);
        value[1] = 0x01;
      }
      world.message(null, value);
    }

    BookReport report = world.balance();
    assertThat(report.foreign()).hasSizeBetween(2, 21).doesNotContainKey("null");
    assertThat(report.foreign().values().stream().mapToLong(AuditEvents.Foreign::count).sum())
        .isEqualTo(2_000);
    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void windowsBeforeTheRetentionOfTheAuditTopicAreUnknown() {
    world.run(20, world.commits("clicks", 0, count(0, 10), count(10, 10)));
    world.counts("clicks", 0, 10, "a");
    world.counts("clicks", 10, 10, "a");
    world.wholeFrom = OptionalLong.of(at(10));

    assertThat(world.balance().rows())
        .extracting(row -> row.verdict().state())
        .containsExactly(State.UNKNOWN, State.COMPLETE);
  }

  @Test
  void aTierThatCountsTwiceIsNeverComplete() {
    world.run(20, world.commits("clicks", 0, count(0, 10)));
    world.counts("clicks", 0, 10, "a");
    world.counts("clicks", 0, 10, "a, once more");

    assertState(world.row(), State.MISSING, 10);
  }

  @Test
  void theLogIsRightIfTheAuditTopicHasOtherCountsOfOurs() {
    world.ourTier = Optional.of("hadoop");
    world.run(20, world.commits("clicks", 0, count(0, 10)));
    world.counts("clicks", 0, 10, "a");
    world.counts("hadoop", "clicks", 0, 7, "web1", at(20));

    assertState(world.row(), State.COMPLETE, 0);
    assertThat(world.balance().ownDifferences())
        .containsExactly(new OwnDifference("hadoop", "clicks", at(0), 7, 10));
  }

  @Test
  void recordsThatWereNotCountedMakeTheirWindowsUnknown() {
    world.run(
        20,
        Optional.empty(),
        world.commits("clicks", 0, 0, List.of(count(0, 10)), List.of(), false));
    world.run(30, world.commits("clicks", 0, count(0, 10)));
    world.counts("clicks", 0, 10, "a");

    assertState(world.row(), State.UNKNOWN, 0);
  }

  @Test
  void recordsLeftOutInAnUnknownWindowAreNoLossButAReasonToDoubt() {
    world.run(
        20,
        world.commits(
            "clicks",
            0,
            0,
            List.of(count(0, 10)),
            List.of(new LeftOut(0, LeftOut.Reason.MALFORMED, OptionalLong.empty(), 10, 11, 2)),
            true));
    world.counts("clicks", 0, 12, "a");
    assertState(world.row(), State.UNKNOWN, 0);
    world.counts("clicks", 0, 13, "a");
    assertState(world.row(), State.MISSING, 3);
  }

  @Test
  void whatComesAfterARunHadPulledEverythingIsLate() {
    world.run(25, world.commits("clicks", 0, count(0, 10)));
    world.run(40, world.commits("clicks", 0, count(0, 3)));
    world.counts("clicks", 0, 13, "a");

    assertState(world.row(), State.COMPLETE, 0);
    assertThat(world.row().late()).isEqualTo(3);
    assertThat(world.explain("clicks").late())
        .singleElement()
        .satisfies(late -> assertThat(late.count()).isEqualTo(3))
        .satisfies(late -> assertThat(late.record()).isEqualTo(2));
  }

  @Test
  void whatARunHadNotPulledYetIsNotLate() {
    world.run(25, BookWorld.unfinished(world.commits("clicks", 0, count(0, 10))));
    world.run(40, world.commits("clicks", 0, count(0, 3)));
    world.counts("clicks", 0, 13, "a");

    assertThat(world.row().late()).isZero();
  }

  @Test
  void anExplanationShowsWhoSentAndWhatWasSetAside() {
    world.run(20, world.commits("clicks", 0, count(0, 10)));
    world.set("clicks", 0, 1, 15, "retention deleted offset 10");
    world.run(40, world.commits("clicks", 0, 1, List.of(count(0, 5)), List.of(), true));
    world.counts("clicks", 0, 12, "a");
    world.counts("clicks", 0, 8, "b");

    Explanation explanation = world.explain("clicks");
    assertThat(explanation.report().rows()).hasSize(1);
    assertState(explanation.report().rows().get(0), State.MISSING, 5);
    assertThat(explanation.senders())
        .extracting(Explanation.Sender::server, Explanation.Sender::count)
        .containsExactly(tuple("a", 12L), tuple("b", 8L), tuple("web1", 15L));
    assertThat(explanation.moves())
        .extracting(Explanation.Moved::from, Explanation.Moved::to)
        .contains(tuple(Optional.of(10L), 15L));
  }

  /** What was pulled and counted at random, in a model of sums. */
  @Property(tries = 60)
  void sumsAreThoseOfAModel(@ForAll long seed) {
    Random random = new Random(seed);
    BookWorld any = new BookWorld();
    Map<String, long[]> held = new TreeMap<>();
    Map<String, long[]> sent = new TreeMap<>();
    for (int run = 0; run < 1 + random.nextInt(4); run++) {
      List<LogEntry.Commits> commits = new ArrayList<>();
      for (String topic : List.of("a", "b")) {
        for (int partition = 0; partition < 1 + random.nextInt(2); partition++) {
          List<WindowCount> counts = new ArrayList<>();
          for (int window = 0; window < 6; window++) {
            if (random.nextBoolean()) {
              long messages = 1L + random.nextInt(50);
              counts.add(count(10 * window, messages));
              held.computeIfAbsent(topic, it -> new long[6])[window] += messages;
            }
          }
          if (!counts.isEmpty()) {
            commits.add(any.commits(topic, partition, 0, counts, List.of(), true));
          }
        }
      }
      any.run(70 + run, commits.toArray(LogEntry.Commits[]::new));
    }
    for (String topic : held.keySet()) {
      for (int window = 0; window < 6; window++) {
        long left = held.get(topic)[window] + (random.nextInt(3) == 0 ? random.nextInt(9) - 4 : 0);
        sent.computeIfAbsent(topic, it -> new long[6])[window] = Math.max(0, left);
        for (int producer = 0; left > 0; producer++) {
          long part = Math.min(left, 1L + random.nextInt(40));
          for (int revision = 0; revision < random.nextInt(3); revision++) {
            any.counts(topic, 10 * window, random.nextInt(60), "p" + producer);
          }
          any.counts(topic, 10 * window, part, "p" + producer);
          left -= part;
        }
      }
    }

    for (BookRow row : any.balance().rows()) {
      int window = (int) ((row.beginMillis() - at(0)) / WINDOW.toMillis());
      long ours = held.get(row.topic())[window];
      long theirs = sent.get(row.topic())[window];
      assertThat(row.held()).isEqualTo(ours);
      assertThat(row.tiers().getOrDefault("producer", 0L)).isEqualTo(theirs);
      if (theirs > 0 || ours == 0) {
        assertState(
            row,
            ours == theirs ? State.COMPLETE : ours < theirs ? State.MISSING : State.SURPLUS,
            Math.abs(ours - theirs));
      } else {
        boolean audited = LongStream.of(sent.get(row.topic())).sum() > 0;
        assertState(row, audited ? State.UNKNOWN : State.UNAUDITED, 0);
      }
    }
  }
}
