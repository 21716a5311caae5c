package io.camus.verify;

import static io.camus.verify.SmallPipeline.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.Digest;
import io.camus.commit.LiveFile;
import io.camus.format.Lines;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.LocalStore;
import io.camus.verify.Violation.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are as they were written, and wrong. */
class ContentCheckTest {
  @TempDir private Path directory;

  private final Findings findings = new Findings(10);
  private final Meter meter = new Meter(VerifyProgress.silent(), List.of());
  private SmallPipeline pipeline;

  @BeforeEach
  void run() throws IOException {
    pipeline = new SmallPipeline(directory, Optional.empty());
    pipeline.run(range("raw", 0, 10), range("plain", 0, 10), range("gzip", 0, 10));
  }

  private DataFile recorded(String end) throws IOException {
    return pipeline
        .log
        .read(2)
        .files()
        .filter(file -> file.destination().endsWith(end))
        .findFirst()
        .orElseThrow();
  }

  private static DataFile claiming(DataFile file, OffsetRange range, long records, byte[] bytes)
      throws IOException {
    return new DataFile(
        file.kind(),
        file.staged(),
        file.destination(),
        List.of(new Part(range, records)),
        bytes.length,
        0,
        0,
        Digest.of(new ByteArrayInputStream(bytes)),
        file.contentDigest());
  }

  /** What is found in a file of these bytes that is recorded so. */
  private Violation check(DataFile claimed, byte[] bytes) throws IOException {
    Path file = Files.write(Path.of(claimed.destination()), bytes);
    new ContentCheck(new LocalStore(), findings, meter, Lines.readers(SmallPipeline.DELIMITER))
        .check(new LiveFile(claimed, 2, true), new StorePath(file.toString()));
    assertThat(findings.kept()).hasSize(1);
    return findings.kept().get(0);
  }

  private static byte[] bytes(DataFile file) throws IOException {
    return Files.readAllBytes(Path.of(file.destination()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"raw+0+3+6+3.avro", "plain+0+6+9+3.txt", "gzip+0+6+9+3.txt.gz", "+4+10+2.avro"})
  void anotherNumberOfRecordsThanRecordedIsWrong(String name) throws IOException {
    DataFile file = recorded(name);
    Violation wrong =
        check(
            claiming(file, file.range().orElseThrow(), file.records() - 1, bytes(file)),
            bytes(file));
    assertThat(wrong.kind()).isEqualTo(Kind.WRONG_COUNT);
    assertThat(wrong.meaning())
        .contains(
            String.format(Locale.ROOT, "has %d records", file.records()),
            "" + (file.records() - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 17, 40})
  void anAvroFileWithoutItsLastSyncMarkerIsTorn(int cut) throws IOException {
    DataFile file = recorded("raw+0+3+6+3.avro");
    byte[] whole = bytes(file);
    byte[] torn = Arrays.copyOf(whole, whole.length - cut);
    Violation malformed = check(claiming(file, file.range().orElseThrow(), 3, torn), torn);
    assertThat(malformed.kind()).isEqualTo(Kind.MALFORMED_FILE);
  }

  @Test
  void anAvroFileThatIsNoneIsMalformed() throws IOException {
    byte[] other = "not avro".getBytes(StandardCharsets.UTF_8);
    DataFile file = recorded("raw+0+3+6+3.avro");
    assertThat(check(claiming(file, file.range().orElseThrow(), 3, other), other).kind())
        .isEqualTo(Kind.MALFORMED_FILE);
  }

  @Test
  void aGzipStreamThatIsCutIsMalformed() throws IOException {
    DataFile file = recorded("gzip+0+6+9+3.txt.gz");
    byte[] whole = bytes(file);
    byte[] torn = Arrays.copyOf(whole, whole.length - 4);
    assertThat(check(claiming(file, file.range().orElseThrow(), 3, torn), torn).kind())
        .isEqualTo(Kind.MALFORMED_FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw+0+3+6+3.avro", "errors+plain+0+4+10+2.avro"})
  void recordsOfOtherOffsetsAreFound(String name) throws IOException {
    DataFile file = recorded(name);
    OffsetRange range = file.range().orElseThrow();
    OffsetRange earlier =
        new OffsetRange(range.partition(), range.topicId(), 0, range.from() - 1, range.to() - 1);
    assertThat(check(claiming(file, earlier, file.records(), bytes(file)), bytes(file)).kind())
        .isEqualTo(Kind.WRONG_OFFSETS);
  }

  @Test
  void recordsOfAnotherPartitionAreFound() throws IOException {
    DataFile file = recorded("raw+0+3+6+3.avro");
    assertThat(
            check(claiming(file, range("raw", 1, 0, 3, 6), 3, bytes(file)), bytes(file)).meaning())
        .contains("partition 0");
  }

  @Test
  void deadLettersOfAnotherTopicAreFound() throws IOException {
    DataFile file = recorded("errors+plain+0+4+10+2.avro");
    assertThat(check(claiming(file, range("other", 4, 10), 2, bytes(file)), bytes(file)).meaning())
        .contains("topic plain");
  }

  @Test
  void offsetsThatDoNotAscendAreFound() {
    PlaceCheck places = new PlaceCheck(List.of(new Part(range("raw", 3, 6), 2)));
    for (long offset : List.of(3L, 5L, 5L)) {
      places.record(0, offset);
    }
    assertThat(places.disorder()).hasValue("has offset 5 after offset 5");
  }

  @Test
  void aFileThatEndsEarlyIsFound() {
    PlaceCheck places = new PlaceCheck(List.of(new Part(range("raw", 3, 6), 2)));
    places.record(0, 3);
    assertThat(places.disorder()).hasValue("ends with offset 3 instead of 5");
  }

  @Test
  void recordsOfSeveralPartitionsAreHeldAgainstTheirOwnPart() {
    List<Part> parts =
        List.of(new Part(range("raw", 0, 0, 3, 6), 2), new Part(range("raw", 1, 0, 7, 9), 2));
    PlaceCheck sound = new PlaceCheck(parts);
    sound.record(0, 3);
    sound.record(1, 7);
    sound.record(0, 5);
    sound.record(1, 8);
    assertThat(sound.disorder()).isEmpty();

    PlaceCheck missing = new PlaceCheck(parts);
    missing.record(0, 3);
    missing.record(0, 5);
    assertThat(missing.disorder()).hasValue("has 0 records of raw-1@[7,9) instead of 2");

    PlaceCheck unknown = new PlaceCheck(parts);
    unknown.record(2, 3);
    assertThat(unknown.disorder()).hasValue("has a record of partition 2, at offset 3");
  }

  private static DataFile digested(DataFile file, String contentDigest) {
    return new DataFile(
        file.kind(),
        file.staged(),
        file.destination(),
        file.parts(),
        file.bytes(),
        0,
        0,
        file.digest(),
        contentDigest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"raw+0+3+6+3.avro", "plain+0+6+9+3.txt", "gzip+0+6+9+3.txt.gz", "+4+10+2.avro"})
  void otherRecordsThanWerePulledAreFoundThoughTheBytesAreThoseWritten(String name)
      throws IOException {
    DataFile file = recorded(name);
    DataFile claimed = digested(file, "sum64:0123456789abcdef");
    Violation wrong = check(claimed, bytes(file));
    assertThat(wrong.kind()).isEqualTo(Kind.WRONG_CONTENT);
    assertThat(wrong.meaning()).contains("sum64:0123456789abcdef", file.contentDigest());
  }

  @Test
  void aFileThatIsGoneIsForTheCallerToJudge() throws IOException {
    DataFile file = recorded("raw+0+3+6+3.avro");
    ContentCheck check = new ContentCheck(new LocalStore(), findings, meter, Lines.readers());
    assertThatThrownBy(
            () -> check.check(new LiveFile(file, 2, true), new StorePath("/no/such/file")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aFileThatTheStoreDoesNotHandOutIsNotCalledWrong() throws IOException {
    DataFile file = recorded("raw+0+3+6+3.avro");
    Store ill =
        (Store)
            Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> ill());
    new ContentCheck(ill, findings, meter, Lines.readers())
        .check(new LiveFile(file, 2, true), new StorePath(file.destination()));
    assertThat(findings.kept())
        .singleElement()
        .satisfies(it -> assertThat(it.kind()).isEqualTo(Kind.UNREADABLE_FILE))
        .satisfies(it -> assertThat(it.meaning()).contains("the disk is ill"));
  }

  private static InputStream ill() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("the disk is ill");
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return read();
      }
    };
  }
}
