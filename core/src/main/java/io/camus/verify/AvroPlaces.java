package io.camus.verify;

import io.camus.model.DataFile.Part;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Checks the Kafka positions in an Avro data file's records against its parts. */
final class AvroPlaces {
  private static final Set<String> PLACE = Set.of("topic", "partition", "offset");

  private final GenericDatumReader<GenericRecord> reader;
  private final PlaceCheck check;
  private BinaryDecoder decoder;
  private GenericRecord place;

  /**
   * @param written the schema of the records
   */
  AvroPlaces(Schema written, List<Part> parts) {
    List<Schema.Field> wanted =
        written.getFields().stream()
            .filter(field -> PLACE.contains(field.name()))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    this.reader =
        new GenericDatumReader<>(
            written,
            Schema.createRecord(written.getName(), null, written.getNamespace(), false, wanted));
    this.check = new PlaceCheck(parts);
  }

  /** Processes the next record's bytes. */
  void record(byte[] bytes, int offset, int length) throws IOException {
    decoder = DecoderFactory.get().binaryDecoder(bytes, offset, length, decoder);
    place = reader.read(place, decoder);
    if (place.hasField("topic")) {
      check.topic(place.get("topic").toString());
    }
    check.record((Integer) place.get("partition"), (Long) place.get("offset"));
  }

  /** The first fault, after all records. */
  Optional<String> disorder() {
    return check.disorder();
  }
}
