package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.books.AuditEvents;
import io.camus.books.BookReport;
import io.camus.books.BookRow;
import io.camus.books.BookSpan;
import io.camus.books.CountingProducer;
import io.camus.books.Explanation;
import io.camus.books.OwnDifference;
import io.camus.books.Verdict;
import io.camus.books.Verdict.State;
import io.camus.complete.CompletionQuery;
import io.camus.model.LeftOut;
import io.camus.model.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditCommandTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-3f09ac");

  private final CommandLineFixture camus = new CommandLineFixture();

  private static BookRow row(String topic, int minutes, long sent, long held, Verdict verdict) {
    long begin = NOON.plus(Duration.ofMinutes(minutes)).toEpochMilli();
    return new BookRow(
        topic,
        begin,
        begin + 600_000,
        new TreeMap<>(Map.of("producer", sent)),
        held,
        held,
        0,
        0,
        verdict);
  }

  private static BookReport report(BookRow... rows) {
    return new BookReport(
        NOON,
        BookSpan.of(NOON, NOON.plus(Duration.ofHours(1)), Duration.ofMinutes(10)),
        List.of("producer"),
        List.of(rows),
        new TreeMap<>(),
        List.of(),
        Map.of(),
        12);
  }

  private static BookReport unbalanced() {
    return new BookReport(
        NOON,
        BookSpan.of(NOON, NOON.plus(Duration.ofHours(1)), Duration.ofMinutes(10)),
        List.of("producer"),
        List.of(
            row("clicks", 0, 1_000, 1_000, new Verdict(State.COMPLETE, 0, "")),
            row("clicks", 10, 1_000, 963, new Verdict(State.MISSING, 37, "")),
            row("views", 0, 5, 5, new Verdict(State.COMPLETE, 0, ""))),
        new TreeMap<>(
            Map.of("not a count event: unknown encoding", new AuditEvents.Foreign(2, "Audit-0@7"))),
        List.of(new OwnDifference("hadoop", "clicks", NOON.toEpochMilli(), 0, 1_000)),
        Map.of("orders", 7L),
        12);
  }

  @Test
  void booksThatDoNotBalanceHaveExitCode4AndEachDifferenceAsANumber() {
    camus.operations.books = unbalanced();

    assertThat(camus.executeWithSettings("audit")).isEqualTo(4);
    assertThat(camus.out())
        .contains(
            """
            topic   windows  producer  brokers  written  books
            clicks        2     2,000    1,963    1,963  missing 37 in 1 window
            views         1         5        5        5  complete
            """,
            "NOT BALANCED: windows: 1 missing, 2 complete",
            "clicks 2026-11-22 12:10: missing 37 (producer 1,000, brokers 963)",
            "2 messages of the audit topic were not counted: not a count event: unknown encoding",
            "topics that Camus does not pull: orders (7)");
    assertThat(camus.out().replaceAll("\\s+", " "))
        .contains(
            "first in tier hadoop, topic clicks, 2026-11-22 12:00: 0 in the topic, 1,000 in the log");
  }

  @Test
  void booksThatBalanceHaveExitCode0() {
    camus.operations.books = report(row("clicks", 0, 10, 10, new Verdict(State.COMPLETE, 0, "")));

    assertThat(camus.executeWithSettings("audit", "--topic", "clicks")).isZero();
    assertThat(camus.out())
        .contains("2026-11-22 12:00        10       10       10  complete", "BALANCED");
    assertThat(camus.operations.asked).containsExactly("audit clicks");
  }

  @Test
  void aTopicThatNobodyElseCountsIsNotCalledBalanced() {
    camus.operations.books = report(row("clicks", 0, 0, 10, new Verdict(State.UNAUDITED, 0, "")));

    assertThat(camus.executeWithSettings("audit")).isZero();
    assertThat(camus.out()).contains("NOT AUDITED").doesNotContain("BALANCED");
  }

  @Test
  void theDocumentHasEachWindow() {
    camus.operations.books = unbalanced();

    assertThat(camus.executeWithSettings("audit", "--json")).isEqualTo(4);
    assertThat(camus.out())
        .contains(
            "\"exitCode\" : 4",
            "\"begin\" : \"2026-11-22T12:10:00Z\"",
            "\"state\" : \"missing\"",
            "\"producer\" : -37");
  }

  @Test
  void anExplanationNamesSendersReasonsAndOffsets() {
    camus.operations.explanation =
        new Explanation(
            unbalanced(),
            List.of(
                new Explanation.Sender(
                    "producer", "web1", "shop", 2_000, Optional.of(NOON.toEpochMilli()))),
            List.of(new CountingProducer("f81d4fae", "producer", "web1", "shop", 17, NOON)),
            List.of(
                new Explanation.Left(
                    7,
                    RUN,
                    new LeftOut(
                        3,
                        LeftOut.Reason.MALFORMED,
                        OptionalLong.of(NOON.toEpochMilli()),
                        5,
                        9,
                        2))),
            List.of(new Explanation.Late(8, RUN, 4)),
            List.of(
                new Explanation.Moved(
                    9, 2, Optional.of(100L), 137, "retention deleted offset 100")),
            List.of());

    assertThat(camus.executeWithSettings("audit", "explain", "clicks", "2026-11-22T12"))
        .isEqualTo(4);
    assertThat(camus.out().replaceAll("\\s+", " "))
        .contains(
            "clicks, 2026-11-22 12:00 to 2026-11-22 13:00 UTC",
            "2 malformed in partition 3, offsets 5 to 9 (record 7)",
            "offsets [100,137) = 37 were not pulled (record 9)",
            "4 messages, written by run " + RUN + " (record 8)");
    assertThat(camus.operations.asked)
        .containsExactly("explain clicks 2026-11-22T12:00:00Z 2026-11-22T13:00:00Z");
  }

  @Test
  void countsOfChosenRecordsArePostedAgain() {
    assertThat(camus.executeWithSettings("audit", "post", "--from-record", "3", "--to-record", "5"))
        .isZero();
    assertThat(camus.executeWithSettings("audit", "rebuild")).isZero();
    assertThat(camus.operations.asked)
        .containsExactly("post 3 5 Optional.empty", "post 1 " + Long.MAX_VALUE + " Optional.empty");
    assertThat(camus.out()).contains("POSTED: 7 events of 2 commit records");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "audit explain clicks | needs a topic and an hour",
        "audit explain clicks noon | HOUR: noon is not a time",
        "audit explain clicks 2026-11-22T12 --topic clicks | cannot be used with explain",
        "audit post | needs either --from-record N or --run RUN",
        "audit post --run x | x is not a run id",
        "audit post --from-record 0 | must be at least 1",
        "audit rebuild --from-record 1 | cannot be used with rebuild",
        "audit --run x | cannot be used without post",
        "audit --from 2026-11-22T12 --to 2026-11-22T11 | --from must be before --to",
        "audit wait clicks | needs a topic and a time, such as 2026-11-22T14",
        "audit wait clicks 2026-11-22 | TIME: 2026-11-22 is not a time",
        "audit wait clicks 2026-11-22T12 --timeout 5 | must be a number with the unit s, m or h",
        "audit unknown | expected explain, wait, post or rebuild"
      })
  void aWrongCallSaysWhatIsExpected(String call, String message) {
    String[] words = call.split(" ", -1);
    String[] further = Arrays.copyOfRange(words, 1, words.length);

    assertThat(camus.executeWithSettings(words[0], further)).isEqualTo(2);
    assertThat(camus.err()).contains(message);
  }

  private static CompletionQuery.Answer bucket(CompletionQuery.State state, Instant until) {
    return new CompletionQuery.Answer(
        state,
        "hourly/2026/11/22/12",
        NOON,
        NOON.plus(Duration.ofHours(1)),
        Optional.ofNullable(until));
  }

  @Test
  void waitSaysWhetherABucketIsComplete() {
    camus.operations.bucket = bucket(CompletionQuery.State.COMPLETE, NOON);

    assertThat(camus.executeWithSettings("audit", "wait", "clicks", "2026-11-22T12")).isZero();
    assertThat(camus.out())
        .contains(
            "COMPLETE",
            "clicks hourly/2026/11/22/12, 2026-11-22T12:00:00Z to 2026-11-22T13:00:00Z");
    assertThat(camus.operations.asked).containsExactly("wait clicks 2026-11-22T12:00:00Z");
  }

  @Test
  void waitAsksAgainUntilTimeIsUp() {
    camus.operations.bucket = bucket(CompletionQuery.State.OPEN, NOON);

    assertThat(
            camus.executeWithSettings(
                "audit", "wait", "clicks", "2026-11-22T12", "--timeout", "1s", "--json"))
        .isEqualTo(3);
    assertThat(camus.out())
        .contains("\"state\" : \"open\"", "\"until\" : \"2026-11-22T12:00:00Z\"");
    assertThat(camus.operations.asked).hasSizeGreaterThan(1);
  }

  @Test
  void waitSaysWhichTierDoesNotBalance() {
    camus.operations.bucket = bucket(CompletionQuery.State.OPEN, NOON);
    camus.operations.heldOpen = Optional.of("missing 211 (tier producer counted 1,000)");

    assertThat(camus.executeWithSettings("audit", "wait", "clicks", "2026-11-22T12")).isEqualTo(3);
    assertThat(camus.out().replaceAll("\\s+", " "))
        .contains("NOT YET", "camus.complete.tiers", "missing 211 (tier producer counted 1,000).");
    camus.executeWithSettings("audit", "wait", "clicks", "2026-11-22T12", "--json");
    assertThat(camus.out()).contains("\"heldOpen\" : \"missing 211");
  }

  @Test
  void waitEndsAtOnceIfRecordsMayBeMissing() {
    camus.operations.bucket = bucket(CompletionQuery.State.UNPROVEN, NOON);

    assertThat(
            camus.executeWithSettings(
                "audit", "wait", "clicks", "2026-11-22T12", "--timeout", "9h"))
        .isEqualTo(4);
    assertThat(camus.out()).contains("NOT PROVEN", "records may be missing");
  }

  @Test
  void waitRefusesWhatItDoesNotUnderstand() {
    assertThat(camus.executeWithSettings("audit", "wait", "clicks")).isEqualTo(2);
    assertThat(camus.err()).contains("camus audit wait needs a topic and a time");
    assertThat(
            camus.executeWithSettings(
                "audit", "wait", "clicks", "2026-11-22T12", "--timeout", "soon"))
        .isEqualTo(2);
    assertThat(camus.err()).contains("must be a number with the unit s, m or h, such as 45m");
    assertThat(camus.executeWithSettings("audit", "--timeout", "45m")).isEqualTo(2);
    assertThat(camus.err()).contains("--timeout is for camus audit wait");
  }
}
