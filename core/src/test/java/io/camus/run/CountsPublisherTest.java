package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.count.CountsReader;
import io.camus.count.TopicCounts;
import io.camus.model.CommitRecord;
import io.camus.model.RunId;
import io.camus.run.FaultyStore.Fault;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsPublisherTest {
  private static final RunId FIRST = RunId.create(World.NOW, new Random(1));
  private static final RunId SECOND = RunId.create(World.NOW, new Random(2));
  private static final String DIRECTORY = "/camus/counts/";

  private final World world;
  private final CommitRecord record;

  /** A record whose counts wait. */
  CountsPublisherTest() throws IOException {
    world = new World();
    world.kafka.produce("clicks", 0, World.NOW.toEpochMilli(), "one");
    world.kafka.produce("clicks", 0, World.NOW.toEpochMilli(), "two");
    long number = world.run(world.store, LiveRuns.RESPECT).commits().get(0);
    record =
        new CommitLog(
                world.store, world.layout, FIRST, Optional.empty(), world.clock, new Random(1))
            .read(number);
    world.store.deleteAll(new StorePath("/camus/counts"));
  }

  private List<StorePath> kept() {
    return world.store.files().keySet().stream()
        .filter(path -> path.value().startsWith(DIRECTORY))
        .toList();
  }

  private void publish(Store through, RunId by) throws IOException {
    world.counts(through).publish(record, by);
  }

  /** A store where something happens at a change of a file's counts, the first time. */
  private Store disturbed(String path, Fault fault, Runnable meanwhile) {
    return new FaultyStore(world.store, Directions.none().atChange(path, fault), meanwhile);
  }

  private void theSecondPublishes() {
    try {
      publish(world.store, SECOND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertTheCountsAreThereOnce() throws IOException {
    Map<StorePath, byte[]> files = world.store.files();
    assertThat(kept())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.name())
                  .isEqualTo(record.header().writer() + "-00000000000000000002.json");
              assertThat(CountsReader.read(new ByteArrayInputStream(files.get(file))))
                  .singleElement()
                  .extracting(TopicCounts::records)
                  .isEqualTo(2L);
            });
  }

  /** The directory, the temporary file or the final one. */
  @ParameterizedTest
  @ValueSource(strings = {"/counts$", "/tmp-[^/]*$", "[.]json$"})
  void twoRunsThatKeepTheSameCountsBothSucceed(String moment) throws IOException {
    publish(disturbed(moment, Fault.MEANWHILE, this::theSecondPublishes), FIRST);
    assertTheCountsAreThereOnce();
  }

  @Test
  void countsWhoseFileAnotherRunDeletesAreWrittenAgain() throws IOException {
    Directions beforeTheContent =
        Directions.none().after("/counts$").after("/tmp-").atChange("/tmp-", Fault.MEANWHILE);
    publish(new FaultyStore(world.store, beforeTheContent, this::theSecondPublishes), FIRST);
    assertTheCountsAreThereOnce();
  }

  @Test
  void whatADeadWriterHasLeftIsDeletedByTheRunThatKeepsItsCounts() throws IOException {
    StorePath left = new StorePath(DIRECTORY + "tmp-left");
    world.store.makeDirectories(left.parent());
    world.store.create(left).close();
    RunId writer = new RunId(record.header().writer());
    publish(world.store, writer);
    assertThat(kept()).contains(left);
    publish(world.store, SECOND);
    assertTheCountsAreThereOnce();
  }

  @Test
  void aRenameThatFailsAfterItTookEffectIsNoFailure() throws IOException {
    publish(disturbed("[.]json$", Fault.AMBIGUOUS, () -> {}), FIRST);
    assertTheCountsAreThereOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/counts$", "/tmp-[^/]*$", "[.]json$"})
  void aFailureThatKeptNothingIsReportedAndTheSameRunMayTryAgain(String call) throws IOException {
    assertThatThrownBy(() -> publish(disturbed(call, Fault.FAILS, () -> {}), FIRST))
        .isInstanceOf(IOException.class)
        .hasMessage("did not take effect");
    assertThat(kept()).isEmpty();
    publish(world.store, FIRST);
    assertTheCountsAreThereOnce();
  }

  @Test
  void countsThatWereKeptStayAsTheyAre() throws IOException {
    publish(world.store, FIRST);
    publish(world.store, SECOND);
    assertTheCountsAreThereOnce();
  }
}
