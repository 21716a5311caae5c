import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;

/**
 * Reads the Avro datums behind the five bytes of the registry's wire format; {@code schema.file}
 * names the schema's file. A task has one of its own.
 */
public final class DatumConverter implements Converter {
  private static final int WIRE_HEADER = 5;

  private GenericDatumReader<GenericRecord> reader;
  private ConnectTypes types;
  private BinaryDecoder decoder;
  private GenericRecord datum;

  /** A converter that is configured next. */
  public DatumConverter() {}

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    try {
      String json = Files.readString(Path.of((String) configs.get("schema.file")));
      org.apache.avro.Schema schema = new org.apache.avro.Schema.Parser().parse(json);
      reader = new GenericDatumReader<>(schema);
      types = new ConnectTypes(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte[] value) {
    decoder =
        DecoderFactory.get().binaryDecoder(value, WIRE_HEADER, value.length - WIRE_HEADER, decoder);
    try {
      datum = reader.read(datum, decoder);
    } catch (IOException e) {
      throw new DataException("no datum in a message of " + topic, e);
    }
    return types.convert(datum);
  }

  @Override
  public byte[] fromConnectData(
      String topic, org.apache.kafka.connect.data.Schema schema, Object value) {
    throw new DataException("only sinks read by this converter");
  }
}
