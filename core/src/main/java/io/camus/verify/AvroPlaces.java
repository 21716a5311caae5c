package io.camus.verify;

import io.camus.decode.BytesDecoder;
import io.camus.format.DeadLetters;
import io.camus.model.DataFile.Part;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** The places in Kafka that the records of an Avro data file carry, held against its parts. */
final class AvroPlaces {
  private static final Schema RAW_PLACE =
      SchemaBuilder.record("RawRecord")
          .namespace("io.camus")
          .fields()
          .requiredInt("partition")
          .requiredLong("offset")
          .endRecord();
  private static final Schema LETTER_PLACE =
      SchemaBuilder.record("DeadLetter")
          .namespace("io.camus")
          .fields()
          .requiredString("topic")
          .requiredInt("partition")
          .requiredLong("offset")
          .endRecord();

  private final GenericDatumReader<GenericRecord> reader;
  private final PlaceCheck check;
  private BinaryDecoder decoder;
  private GenericRecord place;

  private AvroPlaces(Schema written, Schema wanted, List<Part> parts) {
    this.reader = new GenericDatumReader<>(written, wanted);
    this.check = new PlaceCheck(parts);
  }

  static AvroPlaces ofRawRecords(List<Part> parts) {
    return new AvroPlaces(BytesDecoder.SCHEMA, RAW_PLACE, parts);
  }

  static AvroPlaces ofLetters(List<Part> parts) {
    return new AvroPlaces(DeadLetters.SCHEMA, LETTER_PLACE, parts);
  }

  /** The next record's bytes. */
  void record(byte[] bytes, int offset, int length) throws IOException {
    decoder = DecoderFactory.get().binaryDecoder(bytes, offset, length, decoder);
    place = reader.read(place, decoder);
    if (place.hasField("topic")) {
      check.topic(place.get("topic").toString());
    }
    check.record((Integer) place.get("partition"), (Long) place.get("offset"));
  }

  /** The first thing that is wrong, once all records were seen. */
  Optional<String> disorder() {
    return check.disorder();
  }
}
