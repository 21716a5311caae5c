package io.camus.serdes;

import io.camus.config.DecodingSettings;
import io.camus.config.SchemaIdFormat;
import io.camus.config.TopicConfig;
import io.camus.plugin.DecoderProvider.Context;
import io.camus.spi.SchemaRegistry;
import java.util.Locale;

/** The registry of records that begin with a zero byte and an id of four bytes. */
public final class RegistryIds {
  private RegistryIds() {}

  /**
   * The registry.
   *
   * @param format of the records, for people
   * @throws IllegalArgumentException if there is none, or if the ids are elsewhere
   */
  public static SchemaRegistry registry(Context context, String format) {
    TopicConfig topic = context.topic();
    if (topic.value(DecodingSettings.SCHEMA_ID) != SchemaIdFormat.REGISTRY) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is supported with %s=registry only: set %s.%s=registry, or its decoder to bytes",
              format,
              DecodingSettings.SCHEMA_ID.name(),
              DecodingSettings.SCHEMA_ID.name(),
              topic.name()));
    }
    return context
        .registry()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "%s needs schemas: set etl.schema.registry.url, or"
                            + " camus.message.decoder.class.%s to bytes",
                        format,
                        topic.name())));
  }
}
