package io.camus.format;

import io.camus.config.CamusConfig;
import io.camus.config.OutputCodec;
import io.camus.config.OutputSettings;
import io.camus.config.TopicConfig;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The built-in file formats. */
public final class BuiltInFormats {

  /** The package of the original's writers, in small letters. */
  private static final String ORIGINAL = "com.linkedin.camus.etl.kafka.common.";

  private BuiltInFormats() {}

  /** Avro data files. */
  public static final class Avro implements FileFormatProvider {
    private static final String EXTENSION = ".avro";

    @Override
    public String name() {
      return "avro";
    }

    @Override
    public List<String> otherNames() {
      return List.of(ORIGINAL + "avrorecordwriterprovider");
    }

    @Override
    public Form takes(Form form) {
      return Form.AVRO;
    }

    @Override
    public FileFormat format(TopicConfig topic) {
      Compression compression =
          switch (topic.codec()) {
            case NONE -> new Compression.None();
            case DEFLATE -> new Compression.Deflate(topic.value(OutputSettings.DEFLATE_LEVEL));
            case SNAPPY -> new Compression.Snappy();
            case ZSTANDARD ->
                new Compression.Zstandard(topic.value(OutputSettings.ZSTANDARD_LEVEL));
          };
      return new AvroFileFormat(
          compression,
          topic
              .optional(OutputSettings.SYNC_INTERVAL)
              .orElseGet(() -> AvroFileFormat.usualBlockBytes(compression)));
    }

    @Override
    public Optional<FileFormat.Reader> reader(String name, CamusConfig config) {
      return name.endsWith(EXTENSION) ? Optional.of(new AvroFileReader()) : Optional.empty();
    }
  }

  /** Files with one JSON object per line. */
  public static final class Json implements FileFormatProvider {
    private static final Pattern NAMES = names(".json");

    @Override
    public String name() {
      return "json";
    }

    @Override
    public Form takes(Form form) {
      if (form == Form.TEXT) {
        throw new IllegalArgumentException(
            "camus.output.format = json needs records with fields, and text has none; use text, or"
                + " a format with a schema");
      }
      return form;
    }

    @Override
    public FileFormat format(TopicConfig topic) {
      return lines(topic, ".json");
    }

    @Override
    public Decoder adapt(Decoder decoder, TopicConfig topic, Form form) {
      return form == Form.AVRO ? new AvroToJson(decoder, delimiter(topic)) : decoder;
    }

    @Override
    public Optional<FileFormat.Reader> reader(String name, CamusConfig config) {
      return lineReader(name, NAMES, config);
    }
  }

  /** Files of lines. */
  public static final class Text implements FileFormatProvider {
    private static final Pattern NAMES = names(".txt");

    @Override
    public String name() {
      return "text";
    }

    @Override
    public List<String> otherNames() {
      return List.of(ORIGINAL + "stringrecordwriterprovider");
    }

    @Override
    public Form takes(Form form) {
      if (form == Form.AVRO) {
        throw new IllegalArgumentException(
            "camus.output.format = text needs records of text; use json for records with fields");
      }
      return form;
    }

    @Override
    public FileFormat format(TopicConfig topic) {
      return lines(topic, ".txt");
    }

    @Override
    public Optional<FileFormat.Reader> reader(String name, CamusConfig config) {
      return lineReader(name, NAMES, config);
    }
  }

  /** Names of files that may be compressed. */
  static Pattern names(String extension) {
    return Pattern.compile(".*" + Pattern.quote(extension) + "(\\.gz|\\.zst)?");
  }

  private static LineFileFormat lines(TopicConfig topic, String extension) {
    return new LineFileFormat(extension, lineCompression(topic), delimiter(topic));
  }

  /** The compression of a topic's files of lines. */
  static Compression lineCompression(TopicConfig topic) {
    return switch (topic.codec()) {
      case NONE -> new Compression.None();
      case DEFLATE -> gzip(topic);
      case SNAPPY -> insteadOfSnappy(topic);
      case ZSTANDARD -> new Compression.Zstandard(topic.value(OutputSettings.ZSTANDARD_LEVEL));
    };
  }

  private static byte[] delimiter(TopicConfig topic) {
    return topic.value(OutputSettings.DELIMITER).getBytes(StandardCharsets.UTF_8);
  }

  private static Compression gzip(TopicConfig topic) {
    return new Compression.Gzip(topic.value(OutputSettings.DEFLATE_LEVEL));
  }

  /** Snappy for all topics means gzip here; for one topic it is a mistake. */
  private static Compression insteadOfSnappy(TopicConfig topic) {
    if (topic.has(OutputSettings.CODEC)
        && topic.value(OutputSettings.CODEC) == OutputCodec.SNAPPY) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "etl.output.codec.%s = snappy: files of lines do not support snappy; use none, gzip"
                  + " or zstandard",
              topic.name()));
    }
    return gzip(topic);
  }

  private static Optional<FileFormat.Reader> lineReader(
      String name, Pattern names, CamusConfig config) {
    return names.matcher(name).matches()
        ? Optional.of(
            new LineFileReader(
                name, config.value(OutputSettings.DELIMITER).getBytes(StandardCharsets.UTF_8)))
        : Optional.empty();
  }
}
