package io.camus.plugin;

import io.camus.config.Provider;
import io.camus.config.TopicConfig;
import io.camus.spi.Decoder;
import io.camus.spi.SchemaRegistry;
import java.util.Optional;

/** Creates decoders; {@code camus.message.decoder.class} chooses it. */
public interface DecoderProvider extends Provider {

  /**
   * What a decoder is created for.
   *
   * @param topic the settings of the topic
   * @param registry the schema registry, if one is configured
   * @param part of the record that is decoded; a decoder sees it as the record's value
   * @param delimiter the bytes that end a record in the topic's files, and so cannot occur in one;
   *     empty if records may hold any bytes
   */
  record Context(
      TopicConfig topic,
      Optional<SchemaRegistry> registry,
      Part part,
      Optional<byte[]> delimiter) {}

  /** A part of a record. */
  enum Part {
    VALUE,
    KEY
  }

  @Override
  default Kind kind() {
    return Kind.DECODER;
  }

  /** The form of the data that its decoders return. */
  Form form();

  /**
   * Whether its data have the Avro schemas that the registry has for the topic's values; then the
   * schema of new data is known before they are pulled.
   */
  default boolean keepsRegisteredSchemas() {
    return false;
  }

  /**
   * Creates a decoder for one task attempt.
   *
   * @throws IllegalArgumentException with the reason why these settings cannot work, and what to do
   */
  Decoder decoder(Context context);
}
