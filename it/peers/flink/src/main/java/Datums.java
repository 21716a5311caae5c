import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.formats.avro.typeutils.GenericRecordAvroTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the Avro datums behind the five bytes of the registry's wire format. */
final class Datums implements KafkaRecordDeserializationSchema<GenericRecord> {
  private static final long serialVersionUID = 1;
  private static final int WIRE_HEADER = 5;

  private final Schema schema;
  private transient GenericDatumReader<GenericRecord> reader;
  private transient BinaryDecoder decoder;

  Datums(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<GenericRecord> out)
      throws IOException {
    if (reader == null) {
      reader = new GenericDatumReader<>(schema);
    }
    byte[] value = message.value();
    decoder =
        DecoderFactory.get().binaryDecoder(value, WIRE_HEADER, value.length - WIRE_HEADER, decoder);
    out.collect(reader.read(null, decoder));
  }

  @Override
  public TypeInformation<GenericRecord> getProducedType() {
    return new GenericRecordAvroTypeInfo(schema);
  }
}
