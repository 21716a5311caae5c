package io.camus.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.LiveFile.OfPartition;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index of a random log, held against a list of all that the log has committed. */
class LiveFilesPropertyTest {
  private static final int STEPS = 120;

  private final Workplace place = new Workplace();

  private LiveFiles index(Predicate<DataFile> chosen) {
    return new LiveFiles(new LogReader(place.memory, place.layout), chosen);
  }

  private static boolean isData(DataFile file) {
    return file.kind() == DataFile.Kind.DATA;
  }

  private static List<LiveFile> chosen(List<LiveFile> all, Predicate<DataFile> by) {
    return all.stream().filter(it -> by.test(it.file())).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void itHoldsWhatWasCommittedHoweverItIsRead(long seed) throws IOException {
    Random random = new Random(seed);
    RandomCommits commits = new RandomCommits(place, random);
    List<Predicate<DataFile>> choices = choices();
    List<LiveFiles> following = choices.stream().map(this::index).toList();
    for (int step = 0; step < STEPS; step++) {
      commits.grow();
      for (int i = 0; i < choices.size(); i++) {
        if (random.nextInt(10) == 0) {
          following.get(i).refresh();
          requireAll(following.get(i), commits, choices.get(i));
        }
      }
    }
    for (int i = 0; i < choices.size(); i++) {
      following.get(i).refresh();
      requireAll(following.get(i), commits, choices.get(i));
      LiveFiles fromScratch = index(choices.get(i));
      fromScratch.refresh();
      requireAll(fromScratch, commits, choices.get(i));
    }
    assertThat(commits.number()).as("several segments").isGreaterThan(30);
    assertThat(following.get(0).files().map(LiveFile::published)).contains(true, false);
  }

  /** Everything, data, dead letters, each topic, each bucket of a topic. */
  private List<Predicate<DataFile>> choices() {
    List<Predicate<DataFile>> choices = new ArrayList<>();
    choices.add(file -> true);
    choices.add(LiveFilesPropertyTest::isData);
    choices.add(file -> !isData(file));
    for (String topic : RandomCommits.TOPICS) {
      choices.add(file -> file.topic().equals(topic));
      for (int hour = 0; hour < RandomCommits.HOURS; hour++) {
        Optional<String> bucket = Optional.of(RandomCommits.bucket(hour));
        choices.add(file -> file.topic().equals(topic) && place.layout.bucket(file).equals(bucket));
      }
    }
    return choices;
  }

  private static void requireAll(
      LiveFiles index, RandomCommits commits, Predicate<DataFile> chosen) {
    assertThat(index.number()).isEqualTo(commits.number());
    assertThat(index.files()).isEqualTo(chosen(commits.committed, chosen));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void itStopsAtTheRecordThatIsAskedFor(long seed) throws IOException {
    Random random = new Random(seed);
    RandomCommits commits = new RandomCommits(place, random);
    while (commits.number() < 30) {
      commits.grow();
    }
    LiveFiles index = index(LiveFilesPropertyTest::isData);
    for (long last = 0; last < 30; last += random.nextInt(5)) {
      index.readTo(last);
      long number = last;
      assertThat(index.number()).isEqualTo(number);
      assertThat(index.files())
          .isEqualTo(
              chosen(commits.committed, LiveFilesPropertyTest::isData).stream()
                  .filter(it -> it.record() <= number)
                  .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void thePartsOfAPartitionAreAllThatItsFilesHoldInOrder(long seed) throws IOException {
    RandomCommits commits = new RandomCommits(place, new Random(seed));
    for (int step = 0; step < STEPS; step++) {
      commits.grow();
    }
    LiveFiles index = index(LiveFilesPropertyTest::isData);
    index.refresh();
    Set<OfPartition> found = new HashSet<>();
    for (String topic : RandomCommits.TOPICS) {
      for (int partition = 0; partition < RandomCommits.PARTITIONS; partition++) {
        List<OfPartition> parts = index.parts(new TopicPartition(topic, partition));
        for (int i = 1; i < parts.size(); i++) {
          requireOrder(parts.get(i - 1).part().range(), parts.get(i).part().range());
        }
        found.addAll(parts);
      }
    }
    Set<OfPartition> expected = new HashSet<>();
    for (LiveFile file : chosen(commits.committed, LiveFilesPropertyTest::isData)) {
      file.file().parts().forEach(part -> expected.add(new OfPartition(file, part)));
    }
    assertThat(found).isEqualTo(expected);
    assertThat(found)
        .as("a file that partitions share")
        .anyMatch(it -> it.file().file().range().isEmpty());
  }

  private static void requireOrder(OffsetRange one, OffsetRange next) {
    assertThat(one.partition()).isEqualTo(next.partition());
    assertThat(one.generation()).isLessThanOrEqualTo(next.generation());
    if (one.generation() == next.generation()) {
      assertThat(one.from()).isLessThanOrEqualTo(next.from());
      if (one.from() == next.from()) {
        assertThat(one.to()).isLessThanOrEqualTo(next.to());
      }
    }
  }
}
