package io.camus.config;

import java.util.Optional;

/** What follows for one topic from several keys together. */
final class TopicRules {
  private final Given given;

  TopicRules(Given given) {
    this.given = given;
  }

  Optional<DecoderKind> decoder(String topic) {
    Optional<String> own = given.text(DecodingKeys.DECODER, topic);
    return own.isEmpty()
        ? Optional.of(given.value(DecodingKeys.DECODER))
        : DecoderKind.named(own.get().trim());
  }

  /** Why the topic cannot be handled. */
  Optional<String> problem(String topic) {
    Optional<DecoderKind> decoder = decoder(topic);
    if (decoder.isEmpty()) {
      return Optional.of(
          "%s.%s = %s is not a decoder; use one of %s"
              .formatted(
                  DecodingKeys.DECODER.name(),
                  topic,
                  given.text(DecodingKeys.DECODER, topic).orElseThrow(),
                  String.join(", ", DecoderKind.words())));
    }
    if (decoder.get() == DecoderKind.AVRO && given.value(SchemaKeys.URL).isEmpty()) {
      return Optional.of(
          "Avro needs schemas: set etl.schema.registry.url, or camus.message.decoder.class."
              + topic
              + " to json, text or bytes");
    }
    if (decoder.get().lines()
        && given.has(OutputKeys.CODEC, topic)
        && given.value(OutputKeys.CODEC, topic) == OutputCodec.SNAPPY) {
      return Optional.of(
          "etl.output.codec.%s = snappy: lines have no snappy; use none, gzip or zstandard"
              .formatted(topic));
    }
    return Optional.empty();
  }

  OutputCodec codec(String topic) {
    if (!given.value(OutputKeys.COMPRESS)) {
      return OutputCodec.NONE;
    }
    OutputCodec codec = given.value(OutputKeys.CODEC, topic);
    boolean lines = decoder(topic).map(DecoderKind::lines).orElse(false);
    return lines && codec == OutputCodec.SNAPPY ? OutputCodec.DEFLATE : codec;
  }

  /** The topic's own keys first; a date pattern means the partitioner that uses it. */
  PartitionerKind partitioner(String topic) {
    if (given.has(OutputKeys.PARTITIONER, topic)) {
      return given.value(OutputKeys.PARTITIONER, topic);
    }
    if (given.has(OutputKeys.DIRECTORY_FORMAT, topic)) {
      return PartitionerKind.PATTERN;
    }
    return given.has(OutputKeys.DIRECTORY_FORMAT) && !given.has(OutputKeys.PARTITIONER)
        ? PartitionerKind.PATTERN
        : given.value(OutputKeys.PARTITIONER);
  }
}
