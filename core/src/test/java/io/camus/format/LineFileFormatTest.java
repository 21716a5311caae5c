package io.camus.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.camus.spi.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineFileFormatTest {
  private static final byte[] NEWLINE = {'\n'};

  static List<Compression> compressions() {
    return List.of(new Compression.None(), new Compression.Gzip(6), new Compression.Zstandard(3));
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void everyDatumIsALine(Compression compression) throws IOException {
    LineFileFormat format = new LineFileFormat(".txt", compression, "\r\n".getBytes(UTF_8));
    FailingOutput out = new FailingOutput(Integer.MAX_VALUE);
    StringBuilder expected = new StringBuilder();
    try (FileFormat.Writer writer = format.create(out, Optional.empty(), Map.of("ignored", "x"))) {
      for (int i = 0; i < 20_000; i++) {
        byte[] source = ("..line " + i + "..").getBytes(UTF_8);
        Lines.append(writer, source, 2, source.length - 4);
        expected.append("line ").append(i).append("\r\n");
      }
    }

    assertThat(out.closed).isEqualTo(1);
    try (InputStream in = open(compression, out.toByteArray())) {
      assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo(expected.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void linesOfAllLengthsAreWrittenWhole(Compression compression) throws IOException {
    LineFileFormat format = new LineFileFormat(".txt", compression, "||".getBytes(UTF_8));
    FailingOutput out = new FailingOutput(Integer.MAX_VALUE);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    Random random = new Random(5);
    try (FileFormat.Writer writer = format.create(out, Optional.empty(), Map.of())) {
      for (int length :
          new int[] {0, 65_533, 0, 1, 65_534, 65_535, 65_536, 1, 65_537, 200_000, 3}) {
        byte[] line = new byte[length + 4];
        random.nextBytes(line);
        Lines.append(writer, line, 3, length);
        expected.write(line, 3, length);
        expected.write('|');
        expected.write('|');
      }
    }

    try (InputStream in = open(compression, out.toByteArray())) {
      assertThat(in.readAllBytes()).isEqualTo(expected.toByteArray());
    }
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void fileWithoutRecordsIsValid(Compression compression) throws IOException {
    LineFileFormat format = new LineFileFormat(".txt", compression, NEWLINE);
    FailingOutput out = new FailingOutput(Integer.MAX_VALUE);
    format.create(out, Optional.empty(), Map.of()).close();

    try (InputStream in = open(compression, out.toByteArray())) {
      assertThat(in.readAllBytes()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void failedFileIsClosedWithoutASecondError(Compression compression) throws IOException {
    LineFileFormat format = new LineFileFormat(".txt", compression, NEWLINE);
    FailingOutput out = new FailingOutput(50_000);
    FileFormat.Writer writer = format.create(out, Optional.empty(), Map.of());
    byte[] noise = new byte[1000];
    new Random(1).nextBytes(noise);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                noise[i % 1000]++;
                Lines.append(writer, noise, 0, 1000);
                new Random(i).nextBytes(noise);
              }
            })
        .hasMessage("disk full");
    assertThatThrownBy(() -> Lines.append(writer, noise, 0, 1))
        .hasMessageContaining("earlier write");
    writer.close();
    writer.close();
    assertThat(out.closed).isEqualTo(1);
  }

  @Test
  void extensionTellsTheCompression() {
    assertThat(new LineFileFormat(".json", new Compression.None(), NEWLINE).extension())
        .isEqualTo(".json");
    assertThat(new LineFileFormat(".json", new Compression.Gzip(1), NEWLINE).extension())
        .isEqualTo(".json.gz");
    assertThat(new LineFileFormat(".txt", new Compression.Zstandard(1), NEWLINE).extension())
        .isEqualTo(".txt.zst");
  }

  @Test
  void whatLinesCannotBeIsRefused() {
    assertThatThrownBy(() -> new LineFileFormat(".txt", new Compression.Snappy(), NEWLINE))
        .hasMessageContaining("gzip and zstandard");
    assertThatThrownBy(() -> new LineFileFormat(".txt", new Compression.None(), new byte[0]))
        .hasMessageContaining("delimiter");
    assertThatThrownBy(() -> new Compression.Zstandard(23)).hasMessageContaining("1 to 22");
  }

  private static InputStream open(Compression compression, byte[] file) throws IOException {
    InputStream in = new ByteArrayInputStream(file);
    if (compression instanceof Compression.Gzip) {
      return new GZIPInputStream(in);
    }
    return compression instanceof Compression.Zstandard ? new ZstdInputStream(in) : in;
  }
}
