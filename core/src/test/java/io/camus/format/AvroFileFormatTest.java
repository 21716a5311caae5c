package io.camus.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.spi.Datum;
import io.camus.spi.DatumType;
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
    DatumType type = new DatumType(format, Optional.of(STRING), Map.of("camus.schema.id", "17"));
    List<String> expected = new ArrayList<>();
    try (FileFormat.Writer writer = format.create(out, type, Map.of("camus.topic", "clicks"))) {
      for (int i = 0; i < 500; i++) {
        byte[] source = ("....xtext number " + i + "....").getBytes(UTF_8);
        source[4] = (byte) ((source.length - 9) * 2);
        expected.add("text number " + i);
        writer.append(datum(source, 4, source.length - 8));
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
    try (FileFormat.Writer writer =
        format.create(out, new DatumType(format, Optional.of(none), Map.of()), Map.of())) {
      for (int i = 0; i < 3; i++) {
        writer.append(datum(new byte[5], 5, 0));
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
    FileFormat.Writer writer =
        format.create(out, new DatumType(format, Optional.of(STRING), Map.of()), Map.of());
    Datum datum = datum(new byte[102], 0, 102);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                writer.append(datum);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThatThrownBy(() -> writer.append(datum)).hasMessageContaining("earlier write");
    writer.close();
    writer.close();
    assertThat(out.closed).isEqualTo(1);
  }

  @Test
  void errorThatOnlyCloseMeetsIsThrownAndTheStreamIsClosed() throws IOException {
    AvroFileFormat format = new AvroFileFormat(new Compression.None(), 16_000);
    FailingOutput out = new FailingOutput(150);
    FileFormat.Writer writer =
        format.create(out, new DatumType(format, Optional.of(STRING), Map.of()), Map.of());
    writer.append(datum(new byte[200], 0, 200));

    assertThatThrownBy(writer::close).hasMessage("disk full");
    assertThat(out.closed).isEqualTo(1);
  }

  @Test
  void fileThatCannotBeStartedIsClosed() {
    AvroFileFormat format = new AvroFileFormat(new Compression.None(), 16_000);
    FailingOutput out = new FailingOutput(10);

    assertThatThrownBy(
            () ->
                format.create(out, new DatumType(format, Optional.of(STRING), Map.of()), Map.of()))
        .hasMessage("disk full");
    assertThat(out.closed).isEqualTo(1);
  }

  @Test
  void whatAvroCannotHoldIsRefused() {
    AvroFileFormat format = new AvroFileFormat(new Compression.None(), 16_000);
    DatumType lines = new DatumType(format, Optional.empty(), Map.of());
    DatumType strings = new DatumType(format, Optional.of(STRING), Map.of());
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

  static Datum datum(byte[] bytes, int offset, int length) {
    Datum datum = new Datum();
    datum.bytes = bytes;
    datum.offset = offset;
    datum.length = length;
    return datum;
  }
}
