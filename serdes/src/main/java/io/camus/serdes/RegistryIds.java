package io.camus.serdes;

import io.camus.config.DecodingSettings;
import io.camus.config.SchemaIdFormat;
import io.camus.decode.SchemaIdReader;
import io.camus.plugin.DecoderProvider.Context;
import io.camus.spi.SchemaRegistry;
import java.util.Locale;

/** Where records have the ids of their schemas, and the registry that knows them. */
public final class RegistryIds {
  private RegistryIds() {}

  /**
   * The registry.
   *
   * @param format of the records, for people
   * @throws IllegalArgumentException if there is none, or if the ids cannot be those of the format
   */
  public static SchemaRegistry registry(Context context, String format) {
    if (where(context) == SchemaIdFormat.SINGLE_OBJECT) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s=single-object is for Avro only; remove it from topic %s",
              DecodingSettings.SCHEMA_ID.name(),
              context.topic().name()));
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
                        context.topic().name())));
  }

  /** Where the ids are. */
  public static SchemaIdFormat where(Context context) {
    return context.topic().value(DecodingSettings.SCHEMA_ID);
  }

  /** {@code value} or {@code key}. */
  public static String part(Context context) {
    return context.part().name().toLowerCase(Locale.ROOT);
  }

  /** Finds the ids. */
  public static SchemaIdReader ids(Context context) {
    return SchemaIdReader.of(where(context), part(context));
  }
}
