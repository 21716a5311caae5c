package io.camus.verify;

import io.camus.decode.ArchiveDecoder;
import io.camus.decode.BytesDecoder;
import io.camus.digest.ContentDigest;
import io.camus.format.DeadLetters;
import io.camus.model.DataFile;
import io.camus.spi.FileFormat;
import io.camus.spi.FileFormat.MalformedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Counts and digests the records of a file. Checks records with a Kafka position (raw records and
 * dead letters) against the file's parts.
 */
final class RecordCheck implements FileFormat.Records {
  private static final Set<String> PLACE = Set.of("topic", "partition", "offset");

  private final DataFile file;
  private final ContentDigest digest = new ContentDigest();
  private Optional<Positions> positions = Optional.empty();
  private long records;

  RecordCheck(DataFile file) {
    this.file = file;
  }

  @Override
  public void schema(Schema schema) throws IOException {
    boolean letters = file.kind() == DataFile.Kind.DEAD_LETTER;
    if (letters && !schema.equals(DeadLetters.SCHEMA)) {
      throw new MalformedFileException("it has the schema " + schema.getFullName());
    }
    if (letters || schema.equals(BytesDecoder.SCHEMA) || schema.equals(ArchiveDecoder.SCHEMA)) {
      positions = Optional.of(new Positions(schema, new PlaceCheck(file.parts())));
    }
  }

  @Override
  public void bytes(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    if (positions.isPresent()) {
      positions.get().record.write(bytes, offset, length);
    }
  }

  @Override
  public void endRecord() throws IOException {
    digest.endRecord();
    records++;
    if (positions.isPresent()) {
      positions.get().endRecord();
    }
  }

  /** The result, after all records. */
  Counted counted() {
    return new Counted(records, digest.text(), positions.flatMap(it -> it.check.disorder()));
  }

  /** Reads the Kafka positions in the records. */
  private static final class Positions {
    private final GenericDatumReader<GenericRecord> reader;
    private final PlaceCheck check;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private BinaryDecoder decoder;
    private GenericRecord place;

    Positions(Schema written, PlaceCheck check) {
      List<Schema.Field> wanted =
          written.getFields().stream()
              .filter(field -> PLACE.contains(field.name()))
              .map(field -> new Schema.Field(field, field.schema()))
              .toList();
      this.reader =
          new GenericDatumReader<>(
              written,
              Schema.createRecord(written.getName(), null, written.getNamespace(), false, wanted));
      this.check = check;
    }

    void endRecord() throws IOException {
      decoder = DecoderFactory.get().binaryDecoder(record.toByteArray(), decoder);
      record.reset();
      place = reader.read(place, decoder);
      if (place.hasField("topic")) {
        check.topic(place.get("topic").toString());
      }
      check.record((Integer) place.get("partition"), (Long) place.get("offset"));
    }
  }
}
