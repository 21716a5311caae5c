package io.camus.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.FileFormat;
import io.camus.spi.SourceRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final Decoded.Rejected REJECTED =
      new Decoded.Rejected(RejectionCause.MALFORMED, "byte 3: ü");

  @Test
  void everyByteOfARejectedRecordIsKept() throws IOException {
    RecordHeaders headers = new RecordHeaders();
    headers.add("a", new byte[] {0, -1}).add("a", null).add("", new byte[0]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DeadLetters letters = new DeadLetters();
    try (FileFormat.Writer file =
        DeadLetters.FORMAT.create(
            out, DeadLetters.TYPE.schema(), Map.of("camus.topic", "clicks"))) {
      append(
          file,
          letters.encode(
              new SourceRecord().set("clicks", 3, 7, 99, bytes(), bytes(5, -6, 0), headers),
              REJECTED));
      append(
          file,
          letters.encode(
              new SourceRecord().set("clicks", 4, 8, -1, null, null, new RecordHeaders()),
              new Decoded.Rejected(RejectionCause.NULL_VALUE, "")));
    }

    try (DataFileStream<Object> file = AvroFileFormatTest.open(out.toByteArray())) {
      assertThat(file.getMetaString("camus.topic")).isEqualTo("clicks");
      assertThat(file.getMetaString("avro.codec")).isEqualTo("deflate");
      GenericRecord first = (GenericRecord) file.next();
      assertThat(first.get("topic")).hasToString("clicks");
      assertThat(first.get("partition")).isEqualTo(3);
      assertThat(first.get("offset")).isEqualTo(7L);
      assertThat(first.get("timestamp")).isEqualTo(99L);
      assertThat(first.get("key")).isEqualTo(bytes());
      assertThat(first.get("value")).isEqualTo(bytes(5, -6, 0));
      assertThat((List<?>) first.get("headers"))
          .extracting(header -> ((GenericRecord) header).get("value"))
          .containsExactly(bytes(0, -1), null, bytes());
      assertThat(first.get("cause")).hasToString("MALFORMED");
      assertThat(first.get("message")).hasToString("byte 3: ü");
      GenericRecord second = (GenericRecord) file.next();
      assertThat(second.get("timestamp")).isNull();
      assertThat(second.get("key")).isNull();
      assertThat(second.get("value")).isNull();
      assertThat(file.hasNext()).isFalse();
    }
  }

  @Test
  void errorIndexHasTheFactsAndNamesNoFile() throws IOException {
    SourceRecord record =
        new SourceRecord().set("clicks", 3, 7, 99, bytes(), bytes(), new RecordHeaders());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ErrorIndex index = new ErrorIndex(out, Map.of())) {
      index.append(record, REJECTED);
    }

    try (DataFileStream<Object> file = AvroFileFormatTest.open(out.toByteArray())) {
      assertThat(file.next())
          .hasToString(
              "{\"topic\": \"clicks\", \"partition\": 3, \"offset\": 7, \"timestamp\": 99, "
                  + "\"cause\": \"MALFORMED\", \"message\": \"byte 3: ü\"}");
      assertThat(file.hasNext()).isFalse();
    }
  }

  @Test
  void errorIndexWithoutErrorsIsAValidFileOfNone() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ErrorIndex(out, Map.of()).close();

    try (DataFileStream<Object> file = AvroFileFormatTest.open(out.toByteArray())) {
      assertThat(file.getSchema()).isEqualTo(ErrorIndex.SCHEMA);
      assertThat(file.hasNext()).isFalse();
    }
  }

  private static ByteBuffer bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteBuffer.wrap(bytes);
  }

  private static void append(FileFormat.Writer file, Decoded.Datum datum) throws IOException {
    file.append(datum);
  }
}
