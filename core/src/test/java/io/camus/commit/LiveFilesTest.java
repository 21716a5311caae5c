package io.camus.commit;

import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.append;
import static io.camus.commit.Workplace.range;
import static io.camus.commit.Workplace.sets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.Layout.CommitFile;
import io.camus.commit.ScriptedStore.Call;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.PulledGroup;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LiveFilesTest {
  private final Workplace place = new Workplace();
  private final LiveFiles index = index();

  private LiveFiles index() {
    return new LiveFiles(new LogReader(place.store, place.layout), file -> true);
  }

  private void commit(CommitLog log, OffsetRange range) throws IOException {
    append(log, new LogEntry.Commits(RUN, 0, place.pulled(RUN, "attempt", range)));
  }

  /** Two records without files, then nine with one file of {@code clicks} each. */
  private CommitLog elevenRecords() throws IOException {
    CommitLog log = place.opened();
    append(log, sets("views", 0, 0));
    for (long from = 0; from < 90; from += 10) {
      commit(log, range("clicks", from, from + 10));
    }
    return log;
  }

  private static List<Long> records(LiveFiles index) {
    return index.files().map(LiveFile::record).toList();
  }

  private StorePath record(long number) {
    return place.layout.commitFile(number, CommitFile.RECORD);
  }

  @Test
  void anEmptyLogHasNoFiles() throws IOException {
    index.refresh();
    assertThat(index.files()).isEmpty();
    assertThat(index.number()).isZero();
  }

  @Test
  void aPositionThatIsSetLeavesTheFilesOfEarlierGenerationsLive() throws IOException {
    CommitLog log = place.opened();
    commit(log, range("clicks", 0, 10));
    append(log, sets("clicks", 1, 0));
    commit(log, range("clicks", 1, 0, 10));
    append(log, new LogEntry.Closes(RUN));

    index.refresh();

    assertThat(index.parts(range("clicks", 0, 1).partition()))
        .extracting(it -> it.part().range())
        .containsExactly(range("clicks", 0, 0, 10), range("clicks", 1, 0, 10));
    assertThat(records(index)).containsExactly(2L, 4L);
  }

  @Test
  void aMarkThatComesLaterIsSeen() throws IOException {
    CommitLog log = elevenRecords();
    index.refresh();
    assertThat(index.files()).noneMatch(LiveFile::published);
    log.markPublished(4);
    index.refresh();
    assertThat(index.files().filter(LiveFile::published).map(LiveFile::record)).containsExactly(4L);
  }

  @Test
  void onlyNewRecordsAreRead() throws IOException {
    CommitLog log = elevenRecords();
    OneByOne.publisher(place.store, log).publishAll();
    index.refresh();
    commit(log, range("clicks", 90, 95));
    int opens = place.store.opens();
    index.refresh();
    assertThat(place.store.opens() - opens)
        .as("the record, and the look for one more")
        .isEqualTo(2);
    assertThat(records(index)).endsWith(11L, 12L);
  }

  @Test
  void aFileIsFoundByItsDestinationHoweverThatIsSpelled() throws IOException {
    commit(place.opened(), range("clicks", 0, 10));
    index.refresh();
    LiveFile file = index.files().findFirst().orElseThrow();
    assertThat(file.file().destination()).isEqualTo("/data/clicks/hourly/clicks+0+10.g0");
    assertThat(index.at("hdfs://nn/data/clicks/hourly/clicks+0+10.g0")).contains(file);
    assertThat(index.at("/data/clicks/hourly/other")).isEmpty();
  }

  @Test
  void theBucketOfADataFileIsItsDirectoryBelowItsTopic() throws IOException {
    commit(place.opened(), range("clicks", 0, 10));
    index.refresh();
    DataFile file = index.files().findFirst().orElseThrow().file();
    assertThat(place.layout.bucket(file)).contains("hourly");
    assertThat(place.layout.bucket(at(file, DataFile.Kind.DATA, "hdfs://nn/data/clicks/a/b/f")))
        .contains("a/b");
    assertThat(place.layout.bucket(at(file, DataFile.Kind.DATA, "/data/clicks/f"))).contains("");
    assertThat(place.layout.bucket(at(file, DataFile.Kind.DATA, "/older/clicks/hourly/f")))
        .as("another destination")
        .isEmpty();
    assertThat(place.layout.bucket(at(file, DataFile.Kind.DATA, "/data/clicks2/hourly/f")))
        .isEmpty();
    assertThat(place.layout.bucket(at(file, DataFile.Kind.DEAD_LETTER, "/data/clicks/hourly/f")))
        .isEmpty();
  }

  private static DataFile at(DataFile like, DataFile.Kind kind, String destination) {
    return new DataFile(
        kind,
        like.staged(),
        destination,
        like.parts(),
        like.bytes(),
        like.firstEventMillis(),
        like.lastEventMillis(),
        like.digest(),
        like.contentDigest());
  }

  @Test
  void aLogWithAHoleIsRefused() throws IOException {
    elevenRecords();
    for (long lost : List.of(1, 5, 8)) {
      byte[] content = place.memory.files().get(record(lost));
      place.memory.delete(record(lost));
      assertThatThrownBy(() -> index().refresh())
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageStartingWith(record(lost).toString());
      place.write(record(lost), content);
    }
    index.refresh();
    assertThat(index.number()).isEqualTo(11);
  }

  @Test
  void aDirectoryOfRecordsThatIsLostIsMissed() throws IOException {
    elevenRecords();
    index.readTo(5);
    place.memory.deleteAll(record(6).parent());
    assertThatThrownBy(index::refresh)
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageStartingWith(record(6).toString());
  }

  @Test
  void aCheckpointTellsOfRecordsThatAreLost() throws IOException {
    CommitLog log = elevenRecords();
    OneByOne.publisher(place.store, log).publishAll();
    log.checkpointEvery(1);
    for (long number = 1; number <= 11; number++) {
      place.memory.delete(record(number));
      place.memory.delete(place.layout.commitFile(number, CommitFile.PUBLISHED));
    }
    assertThatThrownBy(index::refresh).hasMessageContaining("has record 11 but not this one");
  }

  @Test
  void aDamagedRecordIsRefusedByName() throws IOException {
    elevenRecords();
    place.memory.delete(record(5));
    place.write(record(5), "{}");
    assertThatThrownBy(index::refresh)
        .isInstanceOf(LogReader.BrokenFileException.class)
        .hasMessageContaining(record(5).toString());
    assertThat(records(index)).containsExactly(3L, 4L);
  }

  @Test
  void aRecordThatIsAppendedDuringTheLookIsNotMissing() throws IOException {
    CommitLog log = place.log(place.memory);
    append(log, sets("clicks", 0, 0));
    place.store.before(
        Call.LIST,
        "/00000000000000000",
        () -> {
          append(log, sets("clicks", 1, 0));
          append(log, sets("clicks", 2, 0));
        });
    index.refresh();
    assertThat(index.number()).isEqualTo(3);
  }

  @Test
  void aStoreThatFailsOnceLosesNothing() throws IOException {
    elevenRecords();
    place.store.before(Call.OPEN, record(7).name(), ScriptedStore.fail());
    assertThatThrownBy(index::refresh).hasMessage("timed out");
    assertThat(index.number()).isEqualTo(6);
    index.refresh();
    assertThat(records(index)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
  }

  /** Record 13 names the file of record 3 once more, with another spelling. */
  private void commitItsNameAgain(CommitLog log) throws IOException {
    append(log, sets("clicks", 1, 0));
    OffsetRange range = range("clicks", 1, 0, 10);
    PulledGroup pulled = place.pulled(RUN, "attempt", range);
    DataFile file =
        at(
            pulled.files().get(0),
            DataFile.Kind.DATA,
            "hdfs://nn/data/clicks/hourly/clicks+0+10.g0");
    append(
        log,
        new LogEntry.Commits(RUN, 0, new PulledGroup(pulled.ranges(), List.of(file), List.of())));
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws IOException {
    commitItsNameAgain(elevenRecords());
    assertThatThrownBy(index::refresh)
        .hasMessageContaining(
            "records 3 and 13 both name the file hdfs://nn/data/clicks/hourly/clicks+0+10.g0");
  }

  @Test
  void aReaderOfFaultyLogsGoesOnBehindThem() throws IOException {
    commitItsNameAgain(elevenRecords());
    place.memory.delete(record(4));
    place.memory.delete(record(6));
    place.write(record(6), "{}");
    List<String> faults = new ArrayList<>();
    LiveFiles tolerant =
        new LiveFiles(
            new LogReader(place.memory, place.layout),
            file -> true,
            new LiveFiles.Faults() {
              @Override
              public void unreadable(long number, IOException why) {
                faults.add(String.format(Locale.ROOT, "%d", number));
              }

              @Override
              public void sameName(LiveFile first, LiveFile second) {
                faults.add(
                    String.format(Locale.ROOT, "%d like %d", second.record(), first.record()));
              }
            });
    tolerant.refresh();
    assertThat(records(tolerant)).containsExactly(3L, 5L, 7L, 8L, 9L, 10L, 11L);
    assertThat(faults).containsExactly("4", "6", "13 like 3");
  }
}
