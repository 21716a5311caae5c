package io.camus.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.spi.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroFileFormatTest {
  private static final Schema STRING = Schema.create(Schema.Type.STRING);

  static List<Compression> compressions() {
    return List.of(
        new Compression.None(),
        new Compression.Deflate(6),
        new Compression.Snappy(),
        new Compression.Zstandard(3));
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void filesAreReadByStockAvro(Compression compression) throws IOException {
    AvroFileFormat format = new AvroFileFormat(compression, 64);
    FailingOutput out = new FailingOutput(Integer.MAX_VALUE);
    Map<String, String> facts = Map.of("camus.schema.id", "17", "camus.topic", "clicks");
    List<String> expected = new ArrayList<>();
    try (FileFormat.Writer writer = format.create(out, Optional.of(STRING), facts)) {
      for (int i = 0; i < 500; i++) {
        byte[] source = ("....xtext number " + i + "....").getBytes(UTF_8);
        source[4] = (byte) ((source.length - 9) * 2);
        expected.add("text number " + i);
        Lines.append(writer, source, 4, source.length - 8);
      }
    }

    assertThat(out.closed).isEqualTo(1);
    try (DataFileStream<Object> file = open(out.toByteArray())) {
      assertThat(file.getMetaString("camus.schema.id")).isEqualTo("17");
      assertThat(file.getMetaString("camus.topic")).isEqualTo("clicks");
      List<String> found = new ArrayList<>();
      file.forEach(text -> found.add(text.toString()));
      assertThat(found).isEqualTo(expected);
    }
    assertThat(format.extension()).isEqualTo(".avro");
  }

  @Test
  void dataOfNoBytesAreCounted() throws IOException {
    AvroFileFormat format = new AvroFileFormat(new Compression.Deflate(1), 16_000);
    Schema none = Schema.create(Schema.Type.NULL);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileFormat.Writer writer = format.create(out, Optional.of(none), Map.of())) {
      for (int i = 0; i < 3; i++) {
        Lines.append(writer, new byte[5], 5, 0);
      }
    }

    try (DataFileStream<Object> file = open(out.toByteArray())) {
      List<Object> found = new ArrayList<>();
      file.forEach(found::add);
      assertThat(found).containsExactly(null, null, null);
    }
  }

  @Test
  void failedFileIsClosedWithoutASecondError() throws IOException {
    AvroFileFormat format = new AvroFileFormat(new Compression.None(), 32);
    FailingOutput out = new FailingOutput(9_000);
    FileFormat.Writer writer = format.create(out, Optional.of(STRING), Map.of());
    byte[] datum = new byte[102];

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                Lines.append(writer, datum, 0, 102);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThatThrownBy(() -> Lines.append(writer, datum, 0, 102))
        .hasMessageContaining("earlier write");
    writer.close();
    writer.close();
    assertThat(out.closed).isEqualTo(1);
  }

  @Test
  void errorThatOnlyCloseMeetsIsThrownAndTheStreamIsClosed() throws IOException {
    AvroFileFormat format = new AvroFileFormat(new Compression.None(), 16_000);
    FailingOutput out = new FailingOutput(150);
    FileFormat.Writer writer = format.create(out, Optional.of(STRING), Map.of());
    Lines.append(writer, new byte[200], 0, 200);

    assertThatThrownBy(writer::close).hasMessage("disk full");
    assertThat(out.closed).isEqualTo(1);
  }

  @Test
  void fileThatCannotBeStartedIsClosed() {
    AvroFileFormat format = new AvroFileFormat(new Compression.None(), 16_000);
    FailingOutput out = new FailingOutput(10);

    assertThatThrownBy(() -> format.create(out, Optional.of(STRING), Map.of()))
        .hasMessage("disk full");
    assertThat(out.closed).isEqualTo(1);
  }

  @Test
  void whatAvroCannotHoldIsRefused() {
    AvroFileFormat format = new AvroFileFormat(new Compression.None(), 16_000);
    Optional<Schema> lines = Optional.empty();
    Optional<Schema> strings = Optional.of(STRING);
    FailingOutput out = new FailingOutput(Integer.MAX_VALUE);

    assertThatThrownBy(() -> new AvroFileFormat(new Compression.Gzip(6), 16_000))
        .hasMessageContaining("use deflate");
    assertThatThrownBy(() -> new AvroFileFormat(new Compression.None(), 31))
        .hasMessageContaining("32");
    assertThatThrownBy(() -> format.create(OutputStream.nullOutputStream(), lines, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> format.create(out, strings, Map.of("avro.codec", "null")))
        .hasMessageContaining("avro.codec");
    assertThat(out.closed).isEqualTo(1);
  }

  static DataFileStream<Object> open(byte[] file) throws IOException {
    return new DataFileStream<>(new ByteArrayInputStream(file), new GenericDatumReader<>());
  }
}
