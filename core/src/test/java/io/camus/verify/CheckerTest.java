package io.camus.verify;

import static io.camus.verify.SmallPipeline.range;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.Named.named;

import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.OneByOne;
import io.camus.commit.Publisher;
import io.camus.format.Lines;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import io.camus.verify.Violation.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code examples/checker/check.py} agrees with {@code camus verify}: on a sound destination, and
 * on what is wrong with a damaged one. Skipped on a machine without Python 3.
 */
class CheckerTest {
  private static final Path PROGRAM =
      Path.of(System.getProperty("basedir", "."), "../examples/checker/check.py");

  private static final String FIRST = "00000000000000000001.json";

  /** What the program calls what {@code camus verify} finds. */
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("LOST_RECORD", Kind.MISSING_RECORD),
          Map.entry("BAD_RECORD", Kind.TORN_RECORD),
          Map.entry("CHECKPOINT", Kind.WRONG_CHECKPOINT),
          Map.entry("LOST_MARK", Kind.MISSING_MARK),
          Map.entry("GAP", Kind.GAP),
          Map.entry("OVERLAP", Kind.OVERLAP),
          Map.entry("GENERATION", Kind.WRONG_GENERATION),
          Map.entry("RUN", Kind.WRONG_RUN),
          Map.entry("ACCOUNT", Kind.WRONG_ACCOUNT),
          Map.entry("COMPLETION", Kind.WRONG_COMPLETION),
          Map.entry("SAME_NAME", Kind.SAME_NAME),
          Map.entry("MISSING_FILE", Kind.MISSING_FILE),
          Map.entry("LENGTH", Kind.WRONG_LENGTH),
          Map.entry("STRAY", Kind.STRAY_FILE),
          Map.entry("MARKER", Kind.WRONG_MARKER),
          Map.entry("DIGEST", Kind.ALTERED_FILE));

  @TempDir private Path directory;

  @BeforeAll
  static void lookForPython() throws InterruptedException {
    boolean there;
    try {
      there = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there, "python3 is not on this machine; the example's checker cannot run");
  }

  /** What is done to a sound destination. */
  private interface Damage {
    void to(SmallPipeline pipeline) throws IOException;
  }

  private record Case(Damage damage, List<Kind> kinds) {}

  private static Named<Case> damaged(String name, Damage damage, Kind... kinds) {
    return named(name, new Case(damage, List.of(kinds)));
  }

  static Stream<Named<Case>> cases() {
    return Stream.of(
        damaged("nothing", pipeline -> {}),
        damaged(
            "a check of the store has left a file",
            pipeline ->
                Files.createFile(
                    Path.of(pipeline.layout.destination().value()).resolve(".camus-check-1"))),
        damaged(
            "a file is removed",
            pipeline -> Files.delete(pipeline.file("raw+0+3+6+3.avro")),
            Kind.MISSING_FILE),
        damaged(
            "a dead letter is removed",
            pipeline -> Files.delete(pipeline.file("errors+plain+1+9+10+1.avro")),
            Kind.MISSING_FILE),
        damaged(
            "a file is cut",
            pipeline -> cut(pipeline.file("plain+0+12+14+2.txt")),
            Kind.WRONG_LENGTH),
        damaged(
            "a byte of an Avro file is altered",
            pipeline -> alter(pipeline.file("raw+0+42+45+3.g2.avro"), 400),
            Kind.ALTERED_FILE),
        damaged(
            "a byte of a compressed file is altered",
            pipeline -> alter(pipeline.file("zstd+0+6+9+3.txt.zst"), 20),
            Kind.ALTERED_FILE),
        damaged(
            "a byte of a dead letter is altered",
            pipeline -> alter(pipeline.file("errors+plain+1+9+10+1.avro"), 400),
            Kind.ALTERED_FILE),
        damaged(
            "a record is removed",
            pipeline -> Files.delete(log(pipeline, 2, "json")),
            Kind.MISSING_RECORD,
            Kind.GAP,
            Kind.STRAY_FILE),
        damaged(
            "a record that opens runs is removed",
            pipeline -> Files.delete(log(pipeline, 3, "json")),
            Kind.MISSING_RECORD),
        damaged(
            "the last record is removed, and its mark stays",
            pipeline -> Files.delete(log(pipeline, 22, "json")),
            Kind.MISSING_RECORD,
            Kind.STRAY_FILE),
        damaged(
            "a byte of a record is altered",
            pipeline -> alter(log(pipeline, 4, "json"), 300),
            Kind.TORN_RECORD,
            Kind.STRAY_FILE),
        damaged(
            "a record is cut",
            pipeline -> cut(log(pipeline, 22, "json")),
            Kind.TORN_RECORD,
            Kind.STRAY_FILE),
        damaged(
            "a record has an entry of an unknown kind",
            pipeline -> forge(log(pipeline, 22, "json"), "{\"closes\":", "{\"ends\":"),
            Kind.TORN_RECORD,
            Kind.STRAY_FILE),
        damaged(
            "a record has the number of another",
            pipeline -> forge(log(pipeline, 22, "json"), "\"number\":22", "\"number\":23"),
            Kind.TORN_RECORD,
            Kind.STRAY_FILE),
        damaged(
            "a mark is removed",
            pipeline -> Files.delete(log(pipeline, 2, "published")),
            Kind.MISSING_MARK),
        damaged(
            "a mark is removed after the last checkpoint",
            pipeline -> Files.delete(log(pipeline, 22, "published")),
            Kind.MISSING_MARK),
        damaged(
            "a file has a copy",
            pipeline -> copy(pipeline.file("raw+0+3+6+3.avro"), "copy.avro"),
            Kind.STRAY_FILE),
        damaged(
            "a hidden file is where data is",
            pipeline -> copy(pipeline.file("raw+0+3+6+3.avro"), ".raw+0+3+6+3.avro.crc"),
            Kind.STRAY_FILE),
        damaged(
            "a dead letter has a copy",
            pipeline -> copy(pipeline.file("errors+plain+1+9+10+1.avro"), "errors+copy.avro"),
            Kind.STRAY_FILE),
        damaged(
            "a checkpoint has another position",
            pipeline -> forge(log(pipeline, 20, "checkpoint"), "\"next\":21,", "\"next\":22,"),
            Kind.WRONG_CHECKPOINT),
        damaged(
            "a checkpoint has another leader epoch",
            pipeline ->
                forge(
                    log(pipeline, 20, "checkpoint"),
                    "\"next\":21,\"leaderEpoch\":null",
                    "\"next\":21,\"leaderEpoch\":9"),
            Kind.WRONG_CHECKPOINT),
        damaged("a checkpoint is torn", pipeline -> cut(log(pipeline, 20, "checkpoint"))),
        damaged(
            "a record is there twice",
            CheckerTest::repeatTheLastRecord,
            Kind.WRONG_RUN,
            Kind.OVERLAP,
            Kind.SAME_NAME,
            Kind.MISSING_MARK),
        damaged(
            "a range has another generation",
            pipeline -> forge(log(pipeline, 22, "json"), "\"generation\":0", "\"generation\":1"),
            Kind.WRONG_GENERATION),
        damaged(
            "a position is set to a generation of before",
            pipeline -> forge(log(pipeline, 5, "json"), "\"generation\":2", "\"generation\":0"),
            Kind.WRONG_GENERATION),
        damaged(
            "two files have one name",
            CheckerTest::nameOneFileTwice,
            Kind.SAME_NAME,
            Kind.STRAY_FILE),
        damaged(
            "the signpost of the log is cut",
            pipeline -> cut(Path.of(pipeline.layout.base() + "/commits/" + FIRST)),
            Kind.MISSING_RECORD),
        damaged(
            "the signpost of the log is removed",
            pipeline -> Files.delete(Path.of(pipeline.layout.base() + "/commits/" + FIRST)),
            Kind.MISSING_RECORD),
        damaged(
            "a part goes beyond its range",
            pipeline ->
                forge(
                    log(pipeline, 6, "json"),
                    "\"from\":12,\"to\":14},\"records\"",
                    "\"from\":12,\"to\":24},\"records\""),
            Kind.WRONG_ACCOUNT),
        damaged("a record is not published", CheckerTest::commitOnly),
        damaged(
            "a staged file of a record that is not published is altered",
            pipeline -> {
              commitOnly(pipeline);
              alter(pipeline.file("000002.avro"), 400);
            },
            Kind.ALTERED_FILE),
        damaged(
            "a staged file of a record that is not published is removed",
            pipeline -> {
              commitOnly(pipeline);
              Files.delete(pipeline.file("000002.avro"));
            },
            Kind.MISSING_FILE),
        damaged(
            "a stranger has the name of a file that is not published",
            pipeline -> {
              commitOnly(pipeline);
              Path target =
                  Path.of(pipeline.log.read(24).files().findFirst().orElseThrow().destination());
              Files.createDirectories(target.getParent());
              Files.writeString(target, "not ours");
            },
            Kind.STRAY_FILE));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bothFindTheSame(Case damaged) throws Exception {
    SmallPipeline pipeline = pipeline(Optional.empty());

    damaged.damage().to(pipeline);

    List<Kind> found = kinds(pipeline.verify(Depth.CONTENT));
    assertThat(found).hasSameElementsAs(damaged.kinds());
    assertThat(check(pipeline.layout, "")).containsExactlyInAnyOrderElementsOf(found);
  }

  @ParameterizedTest
  @MethodSource("placesOfDeadLetters")
  void bothFindDeadLettersInAPlaceOfTheirOwn(String place) throws Exception {
    SmallPipeline pipeline = pipeline(Optional.of(place));
    assertThat(check(pipeline.layout, "")).isEmpty();
    assertThat(pipeline.verify(Depth.CONTENT).violations()).isEmpty();

    Path letter = pipeline.file("errors+plain+1+9+10+1.avro");
    Files.move(letter, letter.resolveSibling("errors+plain+1+9+11+1.avro"));
    assertThat(check(pipeline.layout, ""))
        .containsExactlyInAnyOrderElementsOf(kinds(pipeline.verify(Depth.CONTENT)))
        .containsExactlyInAnyOrder(Kind.MISSING_FILE, Kind.STRAY_FILE);
  }

  static Stream<String> placesOfDeadLetters() {
    return Stream.of("errors", "data/errors", "data", "history");
  }

  @Test
  void bothReadAFlatListThatGoesOnInSegments() throws Exception {
    MemoryStore store = OldLogTest.restored();
    assertThat(compareCopy(store, "as it was left behind")).isEmpty();

    CommitLog log = OldLogTest.log(store, 10);
    Publisher publisher = OneByOne.publisher(store, log);
    assertThat(publisher.publishAll()).isEmpty();
    log.append(state -> List.of(new LogEntry.Closes(SmallPipeline.run(3))));
    for (int number = 9; number < 1_002; number += 2) {
      RunId run = SmallPipeline.run(number);
      RunOwner owner = new RunOwner("local", "host", 2, SmallPipeline.NOW);
      log.append(state -> List.of(new LogEntry.Opens(run, owner)));
      log.append(state -> List.of(new LogEntry.Closes(run)));
    }
    assertThat(OneByOne.cleanUp(store, OldLogTest.LAYOUT, log, publisher).cleanUp()).isEmpty();
    assertThat(compareCopy(store, "continued")).isEmpty();

    String commits = OldLogTest.LAYOUT.base() + "/commits/";
    store.delete(new StorePath(commits + "00000000000000001/00000000000000001001.json"));
    store.delete(new StorePath(commits + "00000000000000000/00000000000000000011.json"));
    store.delete(new StorePath(commits + "00000000000000000003.json"));
    assertThat(compareCopy(store, "three records lost")).contains(Kind.MISSING_RECORD);
  }

  @Test
  void whatIsNoDestinationIsAWrongUse() throws Exception {
    assertThat(run(List.of("/nothing", "/nothing", "/nothing")).exit()).isEqualTo(2);
    assertThat(run(List.of()).exit()).isEqualTo(2);
  }

  /** Twenty-two records with a checkpoint at 20. */
  private SmallPipeline pipeline(Optional<String> errors) throws IOException {
    SmallPipeline pipeline = new SmallPipeline(directory, errors);
    pipeline.run(range("raw", 0, 10), range("plain", 0, 10), range("plain", 1, 0, 5, 10));
    pipeline.run(range("raw", 10, 15), range("gzip", 0, 10), range("zstd", 3, 9));
    pipeline.run(range("raw", 0, 2, 40, 50), range("plain", 10, 20));
    pipeline.run(range("raw-shared", 0, 0, 0, 9), range("raw-shared", 1, 0, 0, 5));
    for (int i = 0; i < 7; i++) {
      long from = i * 3L + 3;
      pipeline.run(range("raw-long" + "g".repeat(240), from, from + 3));
    }
    return pipeline;
  }

  private static void commitOnly(SmallPipeline pipeline) throws IOException {
    OffsetRange more = range("raw", 0, 2, 50, 60);
    RunId run = pipeline.open(more);
    pipeline.pull(run, more);
    pipeline.commit(run);
  }

  private static void repeatTheLastRecord(SmallPipeline pipeline) throws IOException {
    Path last = log(pipeline, 22, "json");
    Path next = last.resolveSibling(String.format(Locale.ROOT, "%020d.json", 23));
    Files.copy(last, next);
    forge(next, "\"number\":22", "\"number\":23");
  }

  private static void nameOneFileTwice(SmallPipeline pipeline) throws IOException {
    Path record = log(pipeline, 6, "json");
    List<String> destinations =
        pipeline.log.read(6).files().map(file -> file.destination()).limit(2).toList();
    forge(record, destinations.get(1), destinations.get(0));
  }

  private static Path log(SmallPipeline pipeline, int number, String suffix) throws IOException {
    return pipeline.file(String.format(Locale.ROOT, "/%020d.%s", number, suffix));
  }

  private static void alter(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  private static void cut(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
  }

  private static void copy(Path file, String name) throws IOException {
    Files.copy(file, file.resolveSibling(name));
  }

  /** Replaces text and corrects the checksum. */
  private static void forge(Path file, String old, String replacement) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(old);
    String body = text.substring(0, text.lastIndexOf("{\"lines\"")).replace(old, replacement);
    CRC32C checksum = new CRC32C();
    checksum.update(body.getBytes(UTF_8));
    Files.writeString(
        file,
        String.format(
            Locale.ROOT,
            "%s{\"lines\":%d,\"crc32c\":\"%08x\"}\n",
            body,
            body.lines().count() - 1,
            checksum.getValue()));
  }

  private static List<Kind> kinds(VerifyReport report) {
    return report.violations().stream().map(Violation::kind).toList();
  }

  /** What both find in what a store in memory holds; the program reads a copy of it. */
  private List<Kind> compareCopy(MemoryStore store, String name) throws Exception {
    Path copy = directory.resolve(name);
    copy(store, OldLogTest.BASE, copy);
    List<Kind> found =
        kinds(
            new Verification(
                    store,
                    OldLogTest.LAYOUT,
                    Verification.Settings.of(Depth.CONTENT, Lines.readers(SmallPipeline.DELIMITER)))
                .verify());
    assertThat(check(OldLogTest.LAYOUT, copy.toString()))
        .containsExactlyInAnyOrderElementsOf(found);
    return found;
  }

  private static void copy(Store store, StorePath from, Path root) throws IOException {
    Files.createDirectories(Path.of(root + from.value()));
    store.forEach(
        from,
        file -> {
          Path copy = Path.of(root + file.path().value());
          Files.createDirectories(copy.getParent());
          try (InputStream in = store.open(file.path())) {
            Files.copy(in, copy);
          }
        });
  }

  /** The kinds of the faults that the program prints. */
  private static List<Kind> check(Layout layout, String root) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add(layout.base().value());
    arguments.add(layout.history().value());
    arguments.add(layout.destination().value());
    layout.errors().ifPresent(errors -> arguments.add("--errors=" + errors));
    arguments.add("--root=" + root);
    Outcome outcome = run(arguments);
    List<String> faults = outcome.output().lines().toList();
    assertThat(outcome.exit()).as(outcome.output()).isEqualTo(faults.isEmpty() ? 0 : 1);
    assertThat(faults).allSatisfy(fault -> assertThat(fault).matches("[A-Z_]+ .+: .+"));
    return faults.stream().map(fault -> KINDS.get(fault.substring(0, fault.indexOf(' ')))).toList();
  }

  private record Outcome(int exit, String output) {}

  private static Outcome run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", PROGRAM.toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
