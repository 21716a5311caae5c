package io.camus.commit;

import static io.camus.commit.Workplace.append;
import static io.camus.commit.Workplace.run;
import static io.camus.commit.Workplace.sets;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Layout.CommitFile;
import io.camus.format.Lines;
import io.camus.model.CommitRecord;
import io.camus.model.LogEntry;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import io.camus.verify.Depth;
import io.camus.verify.Verification;
import io.camus.verify.VerifyReport;
import io.camus.wire.SignpostFile;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log costs the same at any age: what was done long ago is not looked at again. */
class LongLogTest {
  private final Clock clock = Clock.fixed(Workplace.NOW, ZoneOffset.UTC);
  private final Layout layout =
      new Layout(
          new StorePath("/exec"),
          new StorePath("/history"),
          new StorePath("/data"),
          Optional.empty());

  /** A log with its signpost and a checkpoint some records before its end. */
  private LongLog log(long records) throws IOException {
    MemoryStore memory = new MemoryStore(clock);
    memory.putIfAbsent(
        layout.flatFile(1, CommitFile.RECORD),
        out ->
            SignpostFile.write(
                out, new CommitRecord.Header(1, "0", "writer", Workplace.NOW, Optional.empty())));
    LongLog store = new LongLog(memory, layout, records);
    new Checkpoint(LogState.at(records - 20), List.of(), Optional.of(0L)).write(memory, layout);
    return store;
  }

  private CommitLog open(LongLog store) {
    return new CommitLog(store, layout, run(1), Optional.empty(), clock, new Random(1));
  }

  /** The calls of a driver that opens the log, appends, and writes a checkpoint. */
  private long calls(long records) throws IOException {
    LongLog store = log(records);
    CommitLog log = open(store);
    assertThat(log.state().number()).isEqualTo(records);
    append(log, sets("clicks", 0, 0));
    log.checkpointEvery(20);
    log.deleteTemporaryFiles();
    return store.calls();
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000000", "999, 999999", "500, 1000500", "1019, 5000019"})
  void openingAndAppendingCostWhatTheyDoOfAYoungLog(long young, long old) throws IOException {
    assertThat(calls(old)).isLessThanOrEqualTo(calls(young)).isLessThan(60);
  }

  /** The calls of an index that has read the whole log and follows it to one more record. */
  private long callsToFollow(long records) throws IOException {
    LongLog store = log(records);
    LiveFiles index = new LiveFiles(new LogReader(store, layout), file -> true);
    index.refresh();
    append(open(store), sets("clicks", 0, 0));
    long before = store.calls();
    index.refresh();
    assertThat(index.number()).isEqualTo(records + 1);
    return store.calls() - before;
  }

  @Test
  void followingCostsWhatItDoesOfAYoungLog() throws IOException {
    assertThat(callsToFollow(31_000)).isLessThanOrEqualTo(callsToFollow(1_000)).isLessThan(8);
  }

  @Test
  void aLongLogIsVerifiedSegmentBySegment() throws IOException {
    verify(100_000);
  }

  @Test
  @Tag("soak")
  void aMillionRecordsAreVerifiedSegmentBySegment() throws IOException {
    verify(1_000_000);
  }

  private void verify(int records) throws IOException {
    LongLog store = log(records);
    append(open(store), new LogEntry.Opens(run(0), Workplace.OWNER));
    long lists = store.lists();
    long opens = store.opens();
    VerifyReport report =
        new Verification(store, layout, Verification.Settings.of(Depth.NAMES, Lines.readers("\n")))
            .verify();
    assertThat(report.violations()).isEmpty();
    assertThat(report.records()).isEqualTo(records + 1);
    assertThat(store.lists() - lists).isLessThan(2 * (records / layout.segmentRecords()) + 20);
    assertThat(store.opens() - opens)
        .as("read once for its log, once for its files")
        .isLessThan(2 * records + 20);
  }
}
