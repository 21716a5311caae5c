package io.camus.it.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The expected form of a Kafka record in a data file. */
final class ExpectedForm {
  private static final int HEADER = 5;

  private final Form form;
  private final IntFunction<Optional<Schema>> schemas;
  private final Map<Integer, Fingerprint.Maker> avro = new HashMap<>();
  private final Fingerprint.Maker oneShape = Fingerprint.Maker.ofOneShape();

  ExpectedForm(Form form, IntFunction<Optional<Schema>> schemas) {
    this.form = form;
    this.schemas = schemas;
  }

  /** Delivers every record of a data file of this form. */
  void read(Path file, RecordSink sink) throws IOException {
    switch (form) {
      case AVRO -> AvroRecords.read(file, sink);
      case JSON, TEXT -> LineRecords.read(file, sink);
      case RAW -> RawRecords.read(file, sink);
    }
  }

  /**
   * The contents of a record as a file must hold them; a record that was not rejected.
   *
   * @throws IllegalArgumentException if the value cannot be data, for example has no schema id
   */
  Fingerprint of(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null && form != Form.RAW) {
      throw new IllegalArgumentException("no value");
    }
    return switch (form) {
      case AVRO -> avro(record.value());
      case JSON -> oneShape.of(oneLine(record.value()));
      case TEXT -> oneShape.of(record.value());
      case RAW -> oneShape.of(rawDatum(record));
    };
  }

  private Fingerprint avro(byte[] value) {
    if (value.length < HEADER || value[0] != 0) {
      throw new IllegalArgumentException("no schema id");
    }
    int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    return avro.computeIfAbsent(id, this::maker).of(value, HEADER, value.length - HEADER);
  }

  private Fingerprint.Maker maker(int id) {
    return schemas
        .apply(id)
        .map(Fingerprint.Maker::of)
        .orElseThrow(() -> new IllegalArgumentException("schema id " + id + " is unknown"));
  }

  private static byte[] oneLine(byte[] json) {
    byte[] line = json.clone();
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\n' || line[i] == '\r') {
        line[i] = ' ';
      }
    }
    return line;
  }

  /** A record as {@code io.camus.RawRecord} lays it out, encoded by Avro's own encoder. */
  private static byte[] rawDatum(ConsumerRecord<byte[], byte[]> record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      encoder.writeInt(record.partition());
      encoder.writeLong(record.offset());
      encoder.writeLong(record.timestamp());
      writeNullable(encoder, record.key());
      writeNullable(encoder, record.value());
      Header[] headers = record.headers().toArray();
      encoder.writeArrayStart();
      encoder.setItemCount(headers.length);
      for (Header header : headers) {
        encoder.startItem();
        encoder.writeString(header.key());
        writeNullable(encoder, header.value());
      }
      encoder.writeArrayEnd();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeNullable(BinaryEncoder encoder, byte[] bytes) throws IOException {
    encoder.writeIndex(bytes == null ? 0 : 1);
    if (bytes != null) {
      encoder.writeBytes(bytes);
    }
  }
}
