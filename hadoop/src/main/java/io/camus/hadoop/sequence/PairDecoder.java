package io.camus.hadoop.sequence;

import io.camus.config.TopicConfig;
import io.camus.decode.BytesDecoder;
import io.camus.format.BuiltInFormats;
import io.camus.plugin.Form;
import io.camus.spi.ConvertingDecoder;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.hadoop.io.Text;

/**
 * Makes {@link Pair}s. The value is the line, a record with a schema as a JSON object, or the bytes
 * that Kafka has if the decoder is {@code bytes}.
 */
final class PairDecoder extends ConvertingDecoder {
  /** The type of data whose values are bytes; all others are text. */
  static final Schema BYTES = Schema.create(Schema.Type.BYTES);

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final DatumType texts = DatumType.lines();
  private final DatumType bytes = DatumType.of(BYTES);
  private final KeyClass keys;
  private final Optional<Decoder> json;
  private Datum current;

  /**
   * @param form of the decoder's data
   */
  PairDecoder(Decoder decoder, TopicConfig topic, Form form, KeyClass keys) {
    super(decoder);
    this.keys = keys;
    this.json =
        form == Form.AVRO
            ? Optional.of(new BuiltInFormats.Json().adapt(record -> current, topic, form))
            : Optional.empty();
  }

  @Override
  protected Decoded convert(Datum datum, SourceRecord record, Datum to) {
    ByteBuffer key = key(datum, record);
    if (keys == KeyClass.TEXT && !isText(key)) {
      return Decoded.Rejected.malformed(
          "its key is not UTF-8; camus.sequencefile.key = BytesWritable takes any key");
    }
    if (json.isPresent() && isRaw(datum)) {
      return pair(to, bytes, key, record.value() == null ? NOTHING : record.value());
    }
    if (json.isPresent()) {
      current = datum;
      Decoded object = json.get().decode(record);
      return object instanceof Datum line ? pair(to, texts, key, value(line)) : object;
    }
    return pair(to, texts, key, value(datum));
  }

  private static boolean isRaw(Datum datum) {
    return datum.type.schema().filter(BytesDecoder.SCHEMA::equals).isPresent();
  }

  private ByteBuffer key(Datum datum, SourceRecord record) {
    return switch (keys) {
      case TIME -> ByteBuffer.allocate(Long.BYTES).putLong(0, datum.eventTimeMillis);
      case TEXT, BYTES -> record.key() == null ? NOTHING : record.key();
      case NONE -> NOTHING;
    };
  }

  private static boolean isText(ByteBuffer key) {
    try {
      Text.validateUTF8(key.array(), key.arrayOffset() + key.position(), key.remaining());
      return true;
    } catch (MalformedInputException e) {
      return false;
    }
  }

  private static ByteBuffer value(Datum datum) {
    return ByteBuffer.wrap(datum.bytes, datum.offset, datum.length);
  }

  private static Datum pair(Datum to, DatumType type, ByteBuffer key, ByteBuffer value) {
    byte[] pair = new byte[Pair.HEAD_BYTES + key.remaining() + value.remaining()];
    ByteBuffer.wrap(pair).putInt(key.remaining()).put(key.duplicate()).put(value.duplicate());
    return set(to, type, pair, pair.length);
  }
}
