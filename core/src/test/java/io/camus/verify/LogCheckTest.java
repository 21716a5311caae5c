package io.camus.verify;

import static io.camus.verify.SmallPipeline.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Layout;
import io.camus.format.Lines;
import io.camus.spi.StorePath;
import io.camus.verify.Violation.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs whose records are whole and lie. */
class LogCheckTest {
  @TempDir private Path directory;
  private SmallPipeline pipeline;

  @BeforeEach
  void makeALongLog() throws IOException {
    pipeline = new SmallPipeline(directory, Optional.empty());
    for (long i = 0; i < 11; i++) {
      pipeline.run(range("raw", i * 3, i * 3 + 3));
    }
  }

  private Path logFile(int number, String suffix) throws IOException {
    return pipeline.file(String.format(Locale.ROOT, "/%020d%s", number, suffix));
  }

  private List<Violation> violations() {
    return pipeline.verify(Depth.NAMES).violations();
  }

  /** Replaces text and corrects the checksum, as somebody who knows the format would. */
  private static void forge(Path file, String old, String replacement) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(old);
    String body = text.replace(old, replacement);
    body = body.substring(0, body.lastIndexOf("{\"lines\""));
    CRC32C checksum = new CRC32C();
    checksum.update(body.getBytes(StandardCharsets.UTF_8));
    long lines = body.lines().count() - 1;
    Files.writeString(
        file,
        body
            + String.format(
                Locale.ROOT, "{\"lines\":%d,\"crc32c\":\"%08x\"}%n", lines, checksum.getValue()));
  }

  @Test
  void aCheckpointThatTellsWhatTheRecordsTellIsFine() throws IOException {
    assertThat(logFile(20, ".checkpoint")).exists();
    assertThat(violations()).isEmpty();
  }

  @Test
  void aCheckpointThatTellsSomethingElseIsWrong() throws IOException {
    Path checkpoint = logFile(20, ".checkpoint");
    forge(checkpoint, "\"next\":30", "\"next\":31");
    assertThat(violations())
        .singleElement()
        .satisfies(it -> assertThat(it.kind()).isEqualTo(Kind.WRONG_CHECKPOINT))
        .satisfies(it -> assertThat(it.file()).contains(checkpoint.toString()));
  }

  @Test
  void aMarkBelowACheckpointIsNotMissedForItsRunsDirectoryAlone() throws IOException {
    Files.createDirectories(
        Path.of(pipeline.layout.run(SmallPipeline.run(1)).value()).resolve("tasks"));
    Files.delete(logFile(2, ".published"));
    assertThat(violations()).extracting(Violation::kind).containsExactly(Kind.MISSING_MARK);
  }

  @Test
  void aRecordWhoseSumsAreForgedIsNamed() throws IOException {
    forge(logFile(4, ".json"), "\"written\":3", "\"written\":2");
    assertThat(violations().get(0).kind()).isEqualTo(Kind.TORN_RECORD);
    assertThat(violations().get(0).meaning()).contains("is not 3 offsets");
  }

  @Test
  void aFileThatIsRecordedBeyondItsRangeIsNamed() throws IOException {
    forge(
        logFile(4, ".json"),
        "\"from\":3,\"to\":6},\"records\"",
        "\"from\":3,\"to\":7},\"records\"");
    assertThat(violations()).extracting(Violation::kind).containsExactly(Kind.WRONG_ACCOUNT);
  }

  @Test
  void recordsThatAreMissingInARowAreOneViolation() throws IOException {
    for (int number = 4; number <= 6; number++) {
      Files.delete(logFile(number, ".json"));
    }
    assertThat(violations())
        .filteredOn(it -> it.kind() == Kind.MISSING_RECORD)
        .singleElement()
        .satisfies(it -> assertThat(it.meaning()).startsWith("records 4 to 6 are missing"));
  }

  @Test
  void twoRecordsThatNameOneFileAreNamed() throws IOException {
    Path record = logFile(6, ".json");
    String text = Files.readString(logFile(4, ".json"));
    String first = text.replaceAll("(?s).*\"destination\":\"([^\"]*)\".*", "$1");
    String second =
        Files.readString(record).replaceAll("(?s).*\"destination\":\"([^\"]*)\".*", "$1");
    forge(record, second, first);
    assertThat(violations())
        .extracting(Violation::kind)
        .containsExactlyInAnyOrder(Kind.SAME_NAME, Kind.STRAY_FILE);
  }

  @Test
  void pathsMayBeSpelledWithOrWithoutAScheme() throws IOException {
    Verification other =
        new Verification(
            pipeline.store,
            new Layout(
                new StorePath("file:" + pipeline.layout.base()),
                new StorePath("file://" + pipeline.layout.history()),
                new StorePath("file:" + pipeline.layout.destination()),
                Optional.empty()),
            Verification.Settings.of(Depth.CONTENT, Lines.readers(SmallPipeline.DELIMITER)));
    assertThat(other.verify().violations()).isEmpty();
    assertThat(other.verify().records()).isEqualTo(22);
  }
}
