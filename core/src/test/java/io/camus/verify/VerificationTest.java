package io.camus.verify;

import static io.camus.verify.SmallPipeline.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.format.Lines;
import io.camus.model.DataFile;
import io.camus.model.ExitCode;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.RunId;
import io.camus.verify.Violation.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Things are broken in a sound destination, one at a time. */
class VerificationTest {
  @TempDir private Path directory;
  private SmallPipeline pipeline;

  @BeforeEach
  void runThreeTimes() throws IOException {
    pipeline = new SmallPipeline(directory, Optional.empty());
    pipeline.run(range("raw", 0, 10), range("plain", 0, 10), range("plain", 1, 0, 5, 10));
    pipeline.run(range("raw", 10, 15), range("gzip", 0, 10), range("zstd", 3, 9));
    pipeline.run(range("raw", 0, 2, 40, 50), range("plain", 10, 20));
  }

  private List<Violation> violations(Depth depth) {
    return pipeline.verify(depth).violations();
  }

  private Violation only(Depth depth, Kind kind) {
    List<Violation> violations = violations(depth);
    assertThat(violations).extracting(Violation::kind).containsExactly(kind);
    return violations.get(0);
  }

  private static String place(Violation violation) {
    return violation.range().orElseThrow().toString();
  }

  private static void alter(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at < 0 ? bytes.length + at : at] ^= 1;
    Files.write(file, bytes);
  }

  private static void cut(Path file, int bytes) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - bytes));
  }

  private Path commitFile(int number, String suffix) throws IOException {
    return pipeline.file(String.format(Locale.ROOT, "/%020d%s", number, suffix));
  }

  @ParameterizedTest
  @EnumSource(Depth.class)
  void aSoundDestinationHasNoViolation(Depth depth) {
    VerifyReport report = pipeline.verify(depth);

    assertThat(report.violations()).isEmpty();
    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(report.records()).isEqualTo(6);
    assertThat(report.unpublished()).isEmpty();
    assertThat(report.topics())
        .extracting(VerifyReport.Topic::topic)
        .containsExactly("gzip", "plain", "raw", "zstd");
    VerifyReport.Topic plain = report.topics().get(1);
    assertThat(plain.partitions()).isEqualTo(2);
    assertThat(plain.ranges()).isEqualTo(3);
    assertThat(plain.records()).isEqualTo(20);
    assertThat(plain.deadLetters()).isEqualTo(5);
    assertThat(plain.bytes()).isPositive();
  }

  @Test
  void aFileThatIsDeletedIsMissing() throws IOException {
    Path file = pipeline.file("raw+0+3+6+3.avro");
    Files.delete(file);

    Violation missing = only(Depth.NAMES, Kind.MISSING_FILE);
    assertThat(place(missing)).isEqualTo("raw-0@[3,6)");
    assertThat(missing.file()).contains(file.toString());
    assertThat(missing.record()).hasValue(2);
    assertThat(pipeline.verify(Depth.NAMES).exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(pipeline.verify(Depth.NAMES).topics())
        .filteredOn(topic -> topic.violations() > 0)
        .extracting(VerifyReport.Topic::topic)
        .containsExactly("raw");
  }

  @ParameterizedTest
  @EnumSource(Depth.class)
  void progressGrowsUntilEveryFileIsChecked(Depth depth) throws IOException {
    Files.delete(pipeline.file("errors+plain+1+9+10+1.avro"));
    List<List<Long>> calls = new ArrayList<>();
    VerifyReport report =
        pipeline.verify(
            depth,
            (files, ofFiles, bytes, ofBytes) -> calls.add(List.of(files, bytes, ofFiles, ofBytes)));

    long files = report.topics().stream().mapToLong(VerifyReport.Topic::files).sum();
    long bytes = report.topics().stream().mapToLong(VerifyReport.Topic::bytes).sum();
    assertThat(calls.get(calls.size() - 1)).containsExactly(files, bytes, files, bytes);
    assertThat(calls).extracting(call -> call.get(0)).isSorted();
    assertThat(calls).extracting(call -> call.get(1)).isSorted();
    assertThat(calls.size() > files).isEqualTo(depth == Depth.CONTENT);
  }

  @Test
  void aDeadLetterThatIsDeletedIsMissing() throws IOException {
    Files.delete(pipeline.file("errors+plain+1+9+10+1.avro"));

    assertThat(place(only(Depth.CONTENT, Kind.MISSING_FILE))).isEqualTo("plain-1@[9,10)");
  }

  @ParameterizedTest
  @EnumSource(Depth.class)
  void aFileThatIsCutShortHasTheWrongLength(Depth depth) throws IOException {
    Path file = pipeline.file("plain+0+12+14+2.txt");
    cut(file, 1);

    Violation wrong = only(depth, Kind.WRONG_LENGTH);
    assertThat(place(wrong)).isEqualTo("plain-0@[12,14)");
    assertThat(wrong.file()).contains(file.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw+0+42+45+3.g2.avro",
        "plain+0+12+14+2.txt",
        "gzip+0+6+9+3.txt.gz",
        "zstd+0+6+9+3.txt.zst",
        "errors+plain+1+9+10+1.avro"
      })
  void oneAlteredByteIsFoundByReading(String name) throws IOException {
    Path file = pipeline.file(name);
    alter(file, (int) Files.size(file) / 2);

    assertThat(violations(Depth.NAMES)).isEmpty();
    assertThat(only(Depth.CONTENT, Kind.ALTERED_FILE).file()).contains(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"data/raw/hourly/2026/11/22/99", "data", "data/unknown/x"})
  void aCopyIsAStray(String elsewhere) throws IOException {
    Path copy =
        Files.createDirectories(directory.toRealPath().resolve(elsewhere))
            .resolve("raw+0+3+6+3.avro");
    Files.copy(pipeline.file("raw+0+3+6+3.avro"), copy);

    Violation stray = only(Depth.CONTENT, Kind.STRAY_FILE);
    assertThat(place(stray)).isEqualTo("raw-0@[3,6)");
    assertThat(stray.file()).contains(copy.toString());
  }

  @Test
  void whatACheckOfTheStoreHasLeftIsNoStray() throws IOException {
    Path data = directory.toRealPath().resolve("data");
    Files.createDirectories(data.resolve(".camus-check-1"));
    Files.createFile(data.resolve(".camus-check-1").resolve("put"));
    Files.createFile(data.resolve(".camus-check-2.moved"));

    assertThat(violations(Depth.CONTENT)).isEmpty();
    Files.createFile(data.resolve(".camus-other"));
    assertThat(only(Depth.CONTENT, Kind.STRAY_FILE).file())
        .contains(data.resolve(".camus-other").toString());
  }

  @Test
  void aCopyAmongDeadLettersIsAStray() throws IOException {
    Path letter = pipeline.file("errors+plain+1+9+10+1.avro");
    Files.copy(letter, letter.resolveSibling("errors+plain+1+9+10+1 (copy).avro"));

    assertThat(only(Depth.NAMES, Kind.STRAY_FILE).file())
        .hasValueSatisfying(it -> assertThat(it).endsWith("(copy).avro"));
  }

  @Test
  void aRecordThatIsRemovedIsMissingAndLeavesAGapAndItsFiles() throws IOException {
    Path record = commitFile(4, ".json");
    Files.delete(record);

    List<Violation> violations = violations(Depth.CONTENT);
    assertThat(violations.get(0).kind()).isEqualTo(Kind.MISSING_RECORD);
    assertThat(violations.get(0).record()).hasValue(4);
    assertThat(violations.get(0).file()).contains(record.toString());
    assertThat(violations.subList(1, violations.size()))
        .isNotEmpty()
        .allSatisfy(
            stray -> {
              assertThat(stray.kind()).isEqualTo(Kind.STRAY_FILE);
              assertThat(stray.meaning()).contains("lost");
            });
  }

  @Test
  void offsetsThatOnlyALostRecordHasAreAGap() throws IOException {
    Files.delete(commitFile(2, ".json"));

    List<Violation> gaps =
        violations(Depth.NAMES).stream().filter(it -> it.kind() == Kind.GAP).toList();
    assertThat(gaps)
        .extracting(VerificationTest::place)
        .containsExactly("raw-0@[0,10)", "plain-0@[0,10)");
    assertThat(violations(Depth.NAMES))
        .extracting(Violation::kind)
        .containsOnly(Kind.MISSING_RECORD, Kind.GAP, Kind.STRAY_FILE);
  }

  @Test
  void theLastRecordIsMissedForItsMark() throws IOException {
    Files.delete(commitFile(6, ".json"));

    assertThat(violations(Depth.NAMES).get(0).kind()).isEqualTo(Kind.MISSING_RECORD);
    assertThat(violations(Depth.NAMES).get(0).record()).hasValue(6);
  }

  @Test
  void aRecordThatIsAlteredIsTorn() throws IOException {
    Path record = commitFile(4, ".json");
    alter(record, 300);

    Violation torn = violations(Depth.NAMES).get(0);
    assertThat(torn.kind()).isEqualTo(Kind.TORN_RECORD);
    assertThat(torn.file()).contains(record.toString());
    assertThat(torn.meaning()).contains("checksum");
  }

  @Test
  void aMarkThatIsRemovedIsMissing() throws IOException {
    Path mark = commitFile(2, ".published");
    Files.delete(mark);

    Violation missing = only(Depth.CONTENT, Kind.MISSING_MARK);
    assertThat(missing.record()).hasValue(2);
    assertThat(missing.file()).contains(mark.toString());
  }

  @Test
  void whatIsCommittedAndNotPublishedIsNoViolation() throws IOException {
    OffsetRange more = range("raw", 0, 2, 50, 60);
    RunId run = pipeline.open(more);
    pipeline.pull(run, more);
    assertThat(violations(Depth.CONTENT)).isEmpty();
    pipeline.commit(run);

    VerifyReport committed = pipeline.verify(Depth.CONTENT);
    assertThat(committed.violations()).isEmpty();
    assertThat(committed.unpublished()).containsExactly(8L);

    Path staged = pipeline.file("000002.avro");
    alter(staged, 400);
    assertThat(only(Depth.CONTENT, Kind.ALTERED_FILE).file()).contains(staged.toString());
    Files.delete(staged);
    assertThat(only(Depth.CONTENT, Kind.MISSING_FILE).meaning()).contains("lost");
  }

  @Test
  void aStrangerWithTheNameOfAnUnpublishedFileIsAStray() throws IOException {
    OffsetRange more = range("raw", 0, 2, 50, 60);
    RunId run = pipeline.open(more);
    pipeline.pull(run, more);
    pipeline.commit(run);
    DataFile file = pipeline.log.read(8).files().findFirst().orElseThrow();
    Path target = Path.of(file.destination());
    Files.createDirectories(target.getParent());
    Files.writeString(target, "not ours");

    assertThat(only(Depth.CONTENT, Kind.STRAY_FILE).meaning()).contains("is at");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1000})
  void itFindsTheSameHoweverFewNamesFitIntoMemory(int names) throws IOException {
    Files.delete(pipeline.file("raw+0+3+6+3.avro"));
    Files.writeString(directory.resolve("data/notes.txt"), "mine");
    Files.createDirectories(directory.resolve("data/empty"));
    Files.writeString(directory.resolve("data/plain/_SUCCESS"), "");

    assertThat(pipeline.verify(Depth.CONTENT, names).violations())
        .extracting(Violation::kind)
        .containsExactlyInAnyOrder(Kind.MISSING_FILE, Kind.STRAY_FILE, Kind.STRAY_FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"errors", "data/errors", "data", "history"})
  void deadLettersMayHaveAPlaceOfTheirOwn(String place) throws IOException {
    Path other = Files.createDirectories(directory.resolve("other"));
    SmallPipeline second = new SmallPipeline(other, Optional.of(place));
    second.run(range("plain", 0, 10), range("plainer", 0, 10));
    assertThat(second.verify(Depth.CONTENT, 1).violations()).isEmpty();

    Path letter = second.file("errors+plain+0+4+10+2.avro");
    Files.move(letter, letter.resolveSibling("errors+plain+0+4+11+2.avro"));
    assertThat(second.verify(Depth.CONTENT, 1).violations())
        .extracting(Violation::kind)
        .containsExactlyInAnyOrder(Kind.MISSING_FILE, Kind.STRAY_FILE);
  }

  @Test
  void anotherRecordDelimiterIsNamedAsTheReason() throws IOException {
    Verification other =
        new Verification(
            pipeline.store,
            pipeline.layout,
            new Verification.Settings(Depth.CONTENT, Lines.readers("\t"), 100, 100));
    assertThat(other.verify().violations())
        .isNotEmpty()
        .allSatisfy(
            it -> {
              assertThat(it.kind()).isEqualTo(Kind.MALFORMED_FILE);
              assertThat(it.meaning()).contains("etl.output.record.delimiter");
            });
  }

  @Test
  void aDelimiterThatCountsMoreLinesIsNamedAsTheReasonToo() {
    Verification other =
        new Verification(
            pipeline.store,
            pipeline.layout,
            new Verification.Settings(Depth.CONTENT, Lines.readers("\n"), 100, 100));
    assertThat(other.verify().violations())
        .isNotEmpty()
        .allSatisfy(
            it -> {
              assertThat(it.kind()).isEqualTo(Kind.WRONG_COUNT);
              assertThat(it.meaning()).contains("etl.output.record.delimiter");
            });
  }

  @Test
  void moreViolationsThanAreListedAreCounted() throws IOException {
    for (int i = 0; i < 7; i++) {
      Files.writeString(directory.resolve("data/stray-" + i), "");
    }
    VerifyReport report =
        new Verification(
                pipeline.store,
                pipeline.layout,
                new Verification.Settings(Depth.NAMES, Lines.readers("\n"), 100, 3))
            .verify();
    assertThat(report.violations()).hasSize(3);
    assertThat(report.total()).isEqualTo(7);
  }

  @Test
  void aRunThatAnotherOneClosesIsNoViolation() {
    RunId run = pipeline.open();
    pipeline.log.append(state -> List.of(new LogEntry.Closes(run)));
    assertThat(violations(Depth.NAMES)).isEmpty();
  }

  @Test
  void anEmptyLogHasNothingToProveButStrays() throws IOException {
    SmallPipeline fresh =
        new SmallPipeline(Files.createDirectories(directory.resolve("fresh")), Optional.empty());
    assertThat(fresh.verify(Depth.CONTENT).violations()).isEmpty();
    assertThat(fresh.verify(Depth.CONTENT).records()).isZero();
    Files.writeString(directory.resolve("fresh/data/x"), "x", StandardCharsets.UTF_8);
    assertThat(fresh.verify(Depth.CONTENT).violations())
        .extracting(Violation::kind)
        .containsExactly(Kind.STRAY_FILE);
  }

  /** Two partitions, three hours: the first file has offsets 0, 3 and 6 of the one and so on. */
  private String runWithSharedFiles() throws IOException {
    RunId run = pipeline.run(range("raw-shared", 0, 0, 0, 9), range("raw-shared", 1, 0, 0, 5));
    assertThat(violations(Depth.CONTENT)).isEmpty();
    return String.format(Locale.ROOT, "raw-shared+%s+0+1+", run);
  }

  private Path shared(String begin) throws IOException {
    try (Stream<Path> files = Files.walk(directory.toRealPath().resolve("data/raw-shared"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(begin))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aFileThatPartitionsShareIsMissedAndNamesItsTopic() throws IOException {
    Path file = shared(runWithSharedFiles());
    Files.delete(file);

    Violation missing = only(Depth.NAMES, Kind.MISSING_FILE);
    assertThat(missing.topic()).contains("raw-shared");
    assertThat(missing.range()).isEmpty();
    assertThat(missing.file()).contains(file.toString());
  }

  @Test
  void aCopyOfAFileThatPartitionsShareIsAStrayOfItsTopic() throws IOException {
    Path file = shared(runWithSharedFiles());
    Path copy = Files.createDirectories(directory.resolve("data/elsewhere")).toRealPath();
    Files.copy(file, copy.resolve(file.getFileName()));

    assertThat(only(Depth.NAMES, Kind.STRAY_FILE).topic()).contains("raw-shared");
  }
}
