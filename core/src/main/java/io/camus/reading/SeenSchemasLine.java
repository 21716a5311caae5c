package io.camus.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.wire.Codec;
import io.camus.wire.Codecs;
import io.camus.wire.ObjectCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * The kept schemas of a topic as one line of JSON:
 *
 * <pre>
 * {"record":42,"nonce":"9d1f","versions":[{"schema":"{ ... }","files":3,"records":1200,"record":5,
 * "run":"2026-11-22-14-05-59-3f09ac","firstEventMillis":1763820000000,"example":"/data/..."}],"others":0,"accepted":"{ ... }"}
 * </pre>
 */
final class SeenSchemasLine {
  private static final Codec<Schema> SCHEMA = Codecs.text(Schema::toString, SeenSchemasLine::parse);
  private static final Codec<SeenSchema> VERSION = version();

  private SeenSchemasLine() {}

  private static Schema parse(String text) {
    return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false).parse(text);
  }

  private static Codec<SeenSchema> version() {
    var object = ObjectCodec.<SeenSchema>tolerant();
    var schema = object.required("schema", SCHEMA, SeenSchema::schema);
    var files = object.required("files", Codecs.LONG, SeenSchema::files);
    var records = object.required("records", Codecs.LONG, SeenSchema::records);
    var record = object.required("record", Codecs.LONG, SeenSchema::record);
    var run = object.required("run", Codecs.RUN, SeenSchema::run);
    var first = object.required("firstEventMillis", Codecs.LONG, SeenSchema::firstEventMillis);
    var example = object.required("example", Codecs.TEXT, SeenSchema::example);
    return object.of(
        fields ->
            new SeenSchema(
                fields.get(schema),
                fields.get(files),
                fields.get(records),
                fields.get(record),
                fields.get(run),
                fields.get(first),
                fields.get(example)));
  }

  private static Codec<SeenSchemas> of(String ofTopic) {
    var object = ObjectCodec.<SeenSchemas>tolerant();
    var record = object.required("record", Codecs.LONG, SeenSchemas::record);
    var nonce = object.required("nonce", Codecs.TEXT, SeenSchemas::nonce);
    var versions = object.required("versions", Codecs.list(VERSION), SeenSchemas::versions);
    var others = object.required("others", Codecs.LONG, SeenSchemas::others);
    var accepted = object.optional("accepted", SCHEMA, SeenSchemas::accepted);
    return object.of(
        fields ->
            new SeenSchemas(
                ofTopic,
                fields.get(record),
                fields.get(nonce),
                fields.get(versions),
                fields.get(others),
                fields.get(accepted)));
  }

  static String of(SeenSchemas seen) {
    try {
      return new String(of(seen.topic()).toBytes(seen), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schemas of a line; empty if it is not one. */
  static Optional<SeenSchemas> read(String topic, String line) {
    try {
      return Optional.of(of(topic).fromBytes(line.getBytes(UTF_8)));
    } catch (IOException | AvroRuntimeException e) {
      return Optional.empty();
    }
  }
}
