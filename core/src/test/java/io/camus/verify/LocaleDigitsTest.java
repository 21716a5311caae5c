package io.camus.verify;

import static io.camus.verify.SmallPipeline.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.LocaleDigits;
import io.camus.model.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locales with digits or cases of their own: nothing that a machine reads depends on them. */
class LocaleDigitsTest {
  private static final Locale USUAL = Locale.getDefault();

  @TempDir private Path directory;

  @AfterEach
  void resetLocale() {
    Locale.setDefault(USUAL);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean isAscii(String text) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bn-BD",
        "ar-EG",
        "fa-IR",
        "mr-IN",
        "ne-NP",
        "my-MM",
        "ur-IN",
        "ckb-IQ",
        "dz-BT",
        "tr-TR",
        "th-TH-u-nu-thai",
        "hi-IN-u-nu-deva",
        "ff-Adlm-GN",
        "ja-JP-u-ca-japanese"
      })
  void namesAndRecordsAreTheSameUnderEveryLocale(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    SmallPipeline pipeline = new SmallPipeline(directory, Optional.empty());
    pipeline.run(range("raw", 0, 10), range("plain", 0, 10), range("gzipshared", 0, 10));
    pipeline.run(range("plain", 0, 2, 10, 20));

    for (Path file : files()) {
      assertThat(isAscii(directory.relativize(file).toString())).as(file.toString()).isTrue();
      if (file.toString().contains("/commits/") || file.toString().contains("manifest")) {
        assertThat(isAscii(Files.readString(file))).as(file.toString()).isTrue();
      }
    }
    assertThat(pipeline.file("plain+0+0+3+3.txt")).exists();
    assertThat(pipeline.file("commits/00000000000000000/00000000000000000004.json")).exists();
    assertThat(pipeline.verify(Depth.CONTENT).violations()).isEmpty();
    Locale.setDefault(Locale.ENGLISH);
    assertThat(pipeline.verify(Depth.CONTENT).violations()).isEmpty();
  }

  /** Digits of Bengali for those of a name, as an earlier version made them. */
  private static String inBengali(String name) {
    return name.chars()
        .map(c -> c >= '0' && c <= '9' ? '\u09e6' + c - '0' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private SmallPipeline damaged() throws IOException {
    SmallPipeline pipeline = new SmallPipeline(directory, Optional.empty());
    pipeline.run(range("plain", 0, 10));
    for (Path file : files()) {
      if (file.toString().contains("/commits/")) {
        Files.move(file, file.resolveSibling(inBengali(file.getFileName().toString())));
      }
    }
    return pipeline;
  }

  @Test
  void aLogWithSuchNamesIsNotEmptyButNamed() throws IOException {
    SmallPipeline pipeline = damaged();

    assertThatThrownBy(() -> pipeline.verify(Depth.NAMES))
        .isInstanceOf(StorageException.class)
        .hasMessageContainingAll("non-ASCII digits", "rename", "/commits/");
    assertThatThrownBy(() -> CommitLog.read(pipeline.store, pipeline.layout))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("non-ASCII digits");
  }

  @Test
  void renamedFilesAreTheLogAgain() throws IOException {
    SmallPipeline pipeline = damaged();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      if (LocaleDigits.in(name)) {
        Files.move(file, file.resolveSibling(LocaleDigits.without(name)));
      }
    }

    assertThat(pipeline.verify(Depth.CONTENT).violations()).isEmpty();
    assertThat(CommitLog.read(pipeline.store, pipeline.layout).number()).isEqualTo(2);
  }

  @Test
  void aDataFileOfALostLogIsNamedToo() throws IOException {
    SmallPipeline pipeline = new SmallPipeline(directory, Optional.empty());
    pipeline.run(range("plain", 0, 10));
    Path file = pipeline.file("plain+0+0+3+3.txt");
    Files.move(file, file.resolveSibling(inBengali("plain+0+0+3+3.txt")));

    assertThat(pipeline.verify(Depth.NAMES).violations())
        .filteredOn(violation -> violation.kind() == Violation.Kind.STRAY_FILE)
        .singleElement()
        .satisfies(stray -> assertThat(stray.meaning()).contains("non-ASCII digits"));
  }
}
