package com.example;

import io.camus.config.Key;
import io.camus.config.KeyGroup;
import io.camus.config.KeyType;
import io.camus.decode.KafkaTime;
import io.camus.model.Origin;
import io.camus.model.RejectionCause;
import io.camus.plugin.DecoderProvider;
import io.camus.plugin.Form;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoded.Rejected;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Texts such as {@code page=/home&user=7}, as Avro records with a map. */
public class Pairs implements DecoderProvider {
  private static final KeyGroup KEYS = KeyGroup.ofProvider();
  private static final Key<String> SEPARATOR =
      KEYS.topicKey("com.example.pairs.separator", KeyType.TEXT, "&")
          .means("What separates the pairs of a record.");

  @Override
  public String name() {
    return "pairs";
  }

  @Override
  public KeyGroup keys() {
    return KEYS;
  }

  @Override
  public Form form() {
    return Form.AVRO;
  }

  @Override
  public Decoder decoder(Context context) {
    return new PairsDecoder(context.topic().value(SEPARATOR));
  }

  private static final class PairsDecoder implements Decoder {
    private static final Schema SCHEMA =
        SchemaBuilder.record("Pairs")
            .namespace("com.example")
            .fields()
            .name("pairs")
            .type()
            .map()
            .values()
            .stringType()
            .noDefault()
            .endRecord();

    private final Pattern separator;
    private final DatumType type = DatumType.of(SCHEMA);
    private final Datum datum = new Datum();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);

    PairsDecoder(String separator) {
      this.separator = Pattern.compile(Pattern.quote(separator));
    }

    @Override
    public Decoded decode(SourceRecord record) {
      if (record.value() == null) {
        return new Rejected(RejectionCause.NULL_VALUE, "null value (tombstone)");
      }
      String text;
      try {
        // A duplicate, since the record's own buffer must keep its position.
        text =
            StandardCharsets.UTF_8.newDecoder().decode(record.value().duplicate()).toString();
      } catch (CharacterCodingException e) {
        return Rejected.malformed("not UTF-8");
      }
      Map<String, String> pairs = new LinkedHashMap<>();
      for (String pair : separator.split(text, -1)) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
          return Rejected.malformed("a pair has no \"=\"");
        } else if (pairs.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
          return Rejected.malformed("a name occurs twice");
        }
      }
      write(pairs);
      datum.type = type;
      datum.bytes = out.toByteArray();
      datum.offset = 0;
      datum.length = datum.bytes.length;
      datum.origin = new Origin("unknown_server", "unknown_service");
      return KafkaTime.complete(datum, record);
    }

    private void write(Map<String, String> pairs) {
      out.reset();
      try {
        encoder.writeMapStart();
        encoder.setItemCount(pairs.size());
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
          encoder.startItem();
          encoder.writeString(pair.getKey());
          encoder.writeString(pair.getValue());
        }
        encoder.writeMapEnd();
        encoder.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
