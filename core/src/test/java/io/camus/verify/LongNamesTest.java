package io.camus.verify;

import static io.camus.verify.SmallPipeline.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.CommitLog;
import io.camus.commit.OneByOne;
import io.camus.format.Lines;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.model.RunId;
import io.camus.model.ShortNames;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.FileSystemStore;
import io.camus.store.ForwardingStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics of the longest names, on a real file system. */
class LongNamesTest {
  private static final String TOPIC = "plain" + "x".repeat(244);
  private static final String SHARED = "plain" + "x".repeat(238) + "shared";
  private static final String SHORT = ShortNames.ofPart(TOPIC);

  @TempDir private Path directory;

  private SmallPipeline pipeline(Optional<String> errors) throws IOException {
    return new SmallPipeline(directory, errors);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 100_000})
  void dataAndDeadLettersArePublishedAndVerified(long namesInMemory) throws IOException {
    SmallPipeline pipeline = pipeline(Optional.of("errors"));
    pipeline.run(range(TOPIC, 0, 10), range("plain", 0, 10));
    pipeline.run(range(SHARED, 0, 10), range(SHARED, 1, 0, 0, 10));

    assertThat(pipeline.file(SHORT + "+0+0+3+3.txt").getParent().toString()).contains("/" + TOPIC);
    assertThat(pipeline.file("errors+" + SHORT + "+0+4+10+2.avro")).exists();
    for (Depth depth : Depth.values()) {
      assertThat(pipeline.verify(depth, namesInMemory).violations()).isEmpty();
    }
  }

  /** Hadoop's readers pass over files whose names begin with these characters. */
  @ParameterizedTest
  @ValueSource(strings = {"_plain", ".plain", "_shared"})
  void filesOfTopicsThatReadersWouldHideAreVisible(String topic) throws IOException {
    SmallPipeline pipeline = pipeline(Optional.of("errors"));
    pipeline.run(range(topic, 0, 10), range(topic, 1, 0, 0, 10), range("errors_x", 0, 10));

    try (Stream<Path> files = Files.walk(directory.resolve("data/" + topic))) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allMatch(file -> file.getFileName().toString().startsWith("+" + topic + "+"));
    }
    assertThat(pipeline.file("/errors+" + topic + "+1+4+10+2.avro")).exists();
    for (Depth depth : Depth.values()) {
      assertThat(pipeline.verify(depth, 1).violations()).isEmpty();
    }
  }

  @Test
  void aFileThatIsGoneIsMissingAndAStrangerStrays() throws IOException {
    SmallPipeline pipeline = pipeline(Optional.empty());
    pipeline.run(range(TOPIC, 0, 10));
    Path file = pipeline.file(SHORT + "+0+0+3+3.txt");
    Files.move(file, file.resolveSibling(SHORT + "+0+0+3+4.txt"));

    assertThat(pipeline.verify(Depth.NAMES).violations())
        .extracting(Violation::kind)
        .containsExactlyInAnyOrder(Violation.Kind.MISSING_FILE, Violation.Kind.STRAY_FILE);
  }

  /** A run that committed under a name that no file system takes, and could publish nothing. */
  private OffsetRange stuck(SmallPipeline pipeline, String place, String inFull)
      throws IOException {
    OffsetRange range = range(TOPIC, 0, 3);
    RunId run = pipeline.open(range);
    pipeline.pull(run, range);
    pipeline.commit(run);
    Path record = pipeline.file(String.format(Locale.ROOT, "/%020d.json", 2));
    rewrite(record, place, inFull);
    assertThat(Files.readString(record)).contains(inFull);
    return range;
  }

  private static void rewrite(Path record, String from, String to) throws IOException {
    List<String> lines = Files.readAllLines(record);
    StringBuilder text = new StringBuilder();
    for (String line : lines.subList(0, lines.size() - 1)) {
      text.append(line.replace(from, to)).append('\n');
    }
    CRC32C checksum = new CRC32C();
    checksum.update(text.toString().getBytes(StandardCharsets.UTF_8));
    text.append(
        String.format(
            Locale.ROOT,
            "{\"lines\":%d,\"crc32c\":\"%08x\"}\n",
            lines.size() - 2,
            checksum.getValue()));
    Files.writeString(record, text.toString());
  }

  private static CommitLog opened(Store store, SmallPipeline pipeline) {
    return new CommitLog(
        store,
        pipeline.layout,
        SmallPipeline.run(99),
        Optional.empty(),
        Clock.fixed(SmallPipeline.NOW, ZoneOffset.UTC),
        new Random(99));
  }

  @Test
  void whatAnEarlierVersionCouldNotPublishIsPublishedByTheNextRun() throws IOException {
    SmallPipeline pipeline = pipeline(Optional.empty());
    stuck(pipeline, SHORT + "+0+0+3+3.txt", TOPIC + "+0+0+3+3.txt");
    assertThat(pipeline.verify(Depth.CONTENT).violations()).isEmpty();

    CommitLog log = opened(pipeline.store, pipeline);
    assertThat(OneByOne.publisher(pipeline.store, log).publishAll()).isEmpty();
    assertThat(log.unpublished()).isEmpty();
    assertThat(pipeline.file("/" + SHORT + "+0+0+3+3.txt")).exists();
    assertThat(pipeline.verify(Depth.CONTENT).violations()).isEmpty();
  }

  @Test
  void aSubDirectoryThatWasTooLongIsShortenedToo() throws IOException {
    SmallPipeline pipeline = pipeline(Optional.empty());
    String inFull = "s".repeat(256);
    stuck(pipeline, "/hourly/2026", "/" + inFull + "/2026");

    CommitLog log = opened(pipeline.store, pipeline);
    assertThat(OneByOne.publisher(pipeline.store, log).publishAll()).isEmpty();
    assertThat(pipeline.file("+0+0+3+3.txt").toString())
        .contains("/" + ShortNames.ofPart(inFull) + "/2026/");
    assertThat(pipeline.verify(Depth.CONTENT).violations()).isEmpty();
  }

  /** An HDFS that takes names of any length: a file that is published keeps its name. */
  @Test
  void aFileThatWasPublishedInFullIsFound() throws IOException {
    SmallPipeline pipeline = pipeline(Optional.empty());
    String inFull = TOPIC + "+0+0+3+3.txt";
    stuck(pipeline, SHORT + "+0+0+3+3.txt", inFull);
    FileSystemStore unlimited = new Unlimited(pipeline.store, SHORT, TOPIC);
    CommitLog log = opened(unlimited, pipeline);
    StorePath target = new StorePath(destination(log));
    pipeline.store.makeDirectories(target.parent());
    Path staged = pipeline.file("/data/000001.txt");
    // Under its short name on this disk, which the store above shows in full.
    Files.move(staged, Path.of(target.value()));

    assertThat(OneByOne.publisher(unlimited, log).publishAll()).isEmpty();
    assertThat(log.unpublished()).isEmpty();
    assertThat(
            new Verification(
                    unlimited,
                    pipeline.layout,
                    new Verification.Settings(
                        Depth.CONTENT, Lines.readers(SmallPipeline.DELIMITER), 100_000, 100))
                .verify()
                .violations())
        .isEmpty();
  }

  private static String destination(CommitLog log) throws IOException {
    return log.read(2).files().map(DataFile::destination).findFirst().orElseThrow();
  }

  /** Shows names in full that the store below has shortened, and knows no others. */
  private static final class Unlimited extends ForwardingStore {
    private final String shortened;
    private final String inFull;

    Unlimited(FileSystemStore store, String shortened, String inFull) {
      super(store);
      this.shortened = shortened;
      this.inFull = inFull;
    }

    private boolean hides(StorePath path) {
      return path.name().startsWith(shortened);
    }

    private StorePath below(StorePath path) {
      return path.name().startsWith(inFull + "+")
          ? path.parent().child(path.name().replace(inFull, shortened))
          : path;
    }

    @Override
    public Optional<Child> find(StorePath path) throws IOException {
      return hides(path)
          ? Optional.empty()
          : super.find(below(path)).map(entry -> named(entry, path));
    }

    @Override
    public InputStream open(StorePath path) throws IOException {
      return super.open(below(path));
    }

    @Override
    public List<Child> children(StorePath path) throws IOException {
      return super.children(path).stream()
          .map(
              entry ->
                  hides(entry.path())
                      ? named(entry, path.child(entry.path().name().replace(shortened, inFull)))
                      : entry)
          .toList();
    }

    private static Child named(Child entry, StorePath path) {
      return new Child(path, entry.directory(), entry.length(), entry.modified());
    }
  }
}
