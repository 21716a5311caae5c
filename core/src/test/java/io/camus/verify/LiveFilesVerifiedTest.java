package io.camus.verify;

import static io.camus.verify.SmallPipeline.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.LiveFile;
import io.camus.commit.LiveFiles;
import io.camus.commit.LogReader;
import io.camus.model.DataFile;
import io.camus.model.RunId;
import io.camus.verify.Violation.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the index calls live is what a verification expects of a destination: no more, no less. */
class LiveFilesVerifiedTest {
  @TempDir private Path directory;
  private SmallPipeline pipeline;

  /** Two generations, shared files, dead letters, and a record that waits for its publishing. */
  @BeforeEach
  void runThreeTimes() throws IOException {
    pipeline = new SmallPipeline(directory, Optional.empty());
    pipeline.run(range("raw", 0, 10), range("shared", 0, 0, 0, 7), range("shared", 1, 0, 3, 9));
    pipeline.run(range("plain", 0, 10), range("raw", 0, 2, 4, 12));
    RunId run = pipeline.open(range("plain", 10, 20));
    pipeline.pull(run, range("plain", 10, 20));
    pipeline.commit(run);
  }

  private List<LiveFile> live() throws IOException {
    LiveFiles index = new LiveFiles(new LogReader(pipeline.store, pipeline.layout), file -> true);
    index.refresh();
    return index.files().toList();
  }

  private static Path place(LiveFile file) {
    return Path.of(file.published() ? file.file().destination() : file.file().staged());
  }

  /** All files where data and dead letters are published, and those that wait. */
  private List<Path> there() throws IOException {
    try (Stream<Path> all = Files.walk(directory.toRealPath())) {
      return all.filter(Files::isRegularFile)
          .filter(it -> it.toString().matches(".*/(data|errors)/.*"))
          .toList();
    }
  }

  @Test
  void liveFilesAreTheFilesThatAreThere() throws IOException {
    assertThat(pipeline.verify(Depth.CONTENT).violations()).isEmpty();
    assertThat(live().stream().map(LiveFilesVerifiedTest::place))
        .containsExactlyInAnyOrderElementsOf(there());
    assertThat(live().stream().map(LiveFile::published)).contains(true, false);
    assertThat(live().stream().map(it -> it.file().kind())).contains(DataFile.Kind.values());
  }

  @Test
  void theSumsAreThoseOfTheReport() throws IOException {
    for (VerifyReport.Topic topic : pipeline.verify(Depth.NAMES).topics()) {
      List<DataFile> files =
          live().stream()
              .map(LiveFile::file)
              .filter(it -> it.topic().equals(topic.topic()))
              .toList();
      assertThat(files).hasSize((int) topic.files());
      assertThat(files.stream().mapToLong(DataFile::bytes).sum()).isEqualTo(topic.bytes());
      assertThat(files.stream().mapToLong(DataFile::records).sum())
          .isEqualTo(topic.records() + topic.deadLetters());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 100_000})
  void eachLiveFileIsMissedByItsNameAndNoOtherIs(long names) throws IOException {
    List<LiveFile> live = live();
    for (LiveFile file : live) {
      Files.delete(place(file));
    }
    List<Violation> violations = pipeline.verify(Depth.NAMES, names).violations();
    assertThat(violations).extracting(Violation::kind).containsOnly(Kind.MISSING_FILE);
    assertThat(violations.stream().map(it -> it.file().orElseThrow()))
        .containsExactlyInAnyOrderElementsOf(
            live.stream().map(it -> it.file().destination()).toList());
    assertThat(violations.stream().map(it -> it.record().orElseThrow()))
        .containsExactlyInAnyOrderElementsOf(live.stream().map(LiveFile::record).toList());
  }
}
