package io.camus.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.SnappyError;
import org.xerial.snappy.SnappyErrorCode;

class NativeCodecsTest {
  @TempDir private Path directory;

  @AfterEach
  void reset() {
    System.clearProperty("org.xerial.snappy.tempdir");
    System.clearProperty("ZstdTempFolder");
  }

  @Test
  void aUsableDirectoryIsFineAndStaysEmpty() throws IOException {
    System.setProperty("org.xerial.snappy.tempdir", directory.toString());
    System.setProperty("ZstdTempFolder", directory.toString());

    NativeCodecs.requireUsable();
    try (var left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aMissingDirectoryIsNamedWithItsSettingAndWhatToDo() {
    System.setProperty("ZstdTempFolder", directory + "/none");

    assertThatThrownBy(NativeCodecs::requireUsable)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "ZstdTempFolder = " + directory + "/none does not exist", "-Djava.io.tmpdir=");
  }

  @Test
  void aDirectoryThatTakesNoFilesIsNamedWithTheReason() {
    System.setProperty("org.xerial.snappy.tempdir", "/proc");

    assertThatThrownBy(NativeCodecs::requireUsable)
        .hasMessageContaining("org.xerial.snappy.tempdir = /proc cannot be written to");
  }

  @Test
  void onlyWhatCouldNotBeLoadedIsMissing() {
    assertThat(NativeCodecs.isMissing(new KafkaException(new UnsatisfiedLinkError("x")))).isTrue();
    assertThat(NativeCodecs.isMissing(new NoClassDefFoundError("x"))).isTrue();
    assertThat(
            NativeCodecs.isMissing(new SnappyError(SnappyErrorCode.FAILED_TO_LOAD_NATIVE_LIBRARY)))
        .isTrue();
    assertThat(NativeCodecs.isMissing(new SnappyError(SnappyErrorCode.FAILED_TO_UNCOMPRESS)))
        .isFalse();
    assertThat(NativeCodecs.isMissing(new IOException("truncated"))).isFalse();
    assertThat(NativeCodecs.why(new KafkaException(new UnsatisfiedLinkError("failed to map"))))
        .contains("the data may be fine", "failed to map", "java.io.tmpdir");
  }
}
