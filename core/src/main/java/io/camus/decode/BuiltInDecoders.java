package io.camus.decode;

import io.camus.config.DecodingSettings;
import io.camus.config.TopicConfig;
import io.camus.plugin.DecoderProvider;
import io.camus.plugin.Form;
import io.camus.spi.Decoder;
import java.util.List;
import java.util.Locale;

/** The built-in decoders. */
public final class BuiltInDecoders {
  private static final String ORIGINAL = "com.linkedin.camus.etl.kafka.coders.";

  private BuiltInDecoders() {}

  /** Avro in the registry's wire format. */
  public static final class Avro implements DecoderProvider {
    @Override
    public String name() {
      return "avro";
    }

    @Override
    public List<String> otherNames() {
      return List.of(ORIGINAL + "kafkaavromessagedecoder");
    }

    @Override
    public Form form() {
      return Form.AVRO;
    }

    @Override
    public boolean keepsRegisteredSchemas() {
      return true;
    }

    @Override
    public Decoder decoder(Context context) {
      TopicConfig topic = context.topic();
      return new AvroDecoder(
          context
              .registry()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Avro needs schemas: set etl.schema.registry.url, or"
                              + " camus.message.decoder.class."
                              + topic.name()
                              + " to json, text or bytes")),
          SchemaIdReader.of(
              topic.value(DecodingSettings.SCHEMA_ID),
              context.part().name().toLowerCase(Locale.ROOT)),
          EventTimeRule.of(topic),
          AuditFields.of(topic));
    }
  }

  /** One JSON object per record. */
  public static final class Json implements DecoderProvider {
    @Override
    public String name() {
      return "json";
    }

    @Override
    public List<String> otherNames() {
      return List.of(TopicConfig.ORIGINAL_JSON);
    }

    @Override
    public Form form() {
      return Form.JSON;
    }

    @Override
    public Decoder decoder(Context context) {
      return new JsonDecoder(
          context.delimiter(), EventTimeRule.of(context.topic()), AuditFields.of(context.topic()));
    }
  }

  /** UTF-8 text. */
  public static final class Text implements DecoderProvider {
    @Override
    public String name() {
      return "text";
    }

    @Override
    public Form form() {
      return Form.TEXT;
    }

    @Override
    public Decoder decoder(Context context) {
      refuseFields(context.topic(), name());
      return new TextDecoder(
          context.delimiter(), context.topic().value(DecodingSettings.TEXT_LINE_BREAKS));
    }
  }

  /** Any bytes, unchanged, with the record's key and headers. */
  public static final class Bytes implements DecoderProvider {
    @Override
    public String name() {
      return "bytes";
    }

    @Override
    public Form form() {
      return Form.AVRO;
    }

    @Override
    public Decoder decoder(Context context) {
      refuseFields(context.topic(), name());
      return new BytesDecoder();
    }
  }

  /** Everything that Kafka has of a record. */
  public static final class Archive implements DecoderProvider {
    @Override
    public String name() {
      return "archive";
    }

    @Override
    public Form form() {
      return Form.AVRO;
    }

    @Override
    public Decoder decoder(Context context) {
      refuseFields(context.topic(), name());
      return new ArchiveDecoder();
    }
  }

  /** Refuses to require an event time in a record without fields. */
  private static void refuseFields(TopicConfig topic, String decoder) {
    if (topic.has(DecodingSettings.TIMESTAMP_REQUIRED)
        && topic.value(DecodingSettings.TIMESTAMP_REQUIRED)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s.%s = true: %s records have no fields for an event time; remove it",
              DecodingSettings.TIMESTAMP_REQUIRED.name(),
              topic.name(),
              decoder));
    }
  }
}
