package io.camus.orc;

import io.camus.config.CamusConfig;
import io.camus.config.Key;
import io.camus.config.KeyGroup;
import io.camus.config.KeyType;
import io.camus.config.OutputSettings;
import io.camus.config.TopicConfig;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.spi.FileFormat;
import java.util.Optional;
import org.apache.orc.CompressionKind;

/** ORC files. */
public final class OrcProvider implements FileFormatProvider {
  private static final KeyGroup KEYS = KeyGroup.ofProvider();

  static final Key<Integer> STRIPE_BYTES =
      KEYS.topicKey("camus.orc.stripe.bytes", KeyType.integer(1 << 20, 1 << 30), "33554432")
          .means(
              "ORC: memory of an open stripe, in bytes. A stripe is written when it reaches this"
                  + " size, or earlier if the memory for open files is used up.");

  static final Key<OrcTypes.Timestamps> TIMESTAMPS =
      KEYS.topicKey(
              "camus.orc.timestamps", KeyType.oneOf(OrcTypes.Timestamps.values()), "timestamp")
          .means(
              "ORC: type of the columns of timestamps: timestamp, or long for numbers. ORC's"
                  + " timestamps cannot be in the last second of 1969: the value -1 of"
                  + " timestamp-millis ends the pull of its partition.");

  private static final String EXTENSION = ".orc";

  @Override
  public String name() {
    return "orc";
  }

  @Override
  public KeyGroup keys() {
    return KEYS;
  }

  @Override
  public Form takes(Form form) {
    return Form.AVRO;
  }

  @Override
  public FileFormat format(TopicConfig topic) {
    CompressionKind compression =
        switch (topic.codec()) {
          case NONE -> CompressionKind.NONE;
          case SNAPPY -> CompressionKind.SNAPPY;
          case ZSTANDARD -> CompressionKind.ZSTD;
          case DEFLATE ->
              throw new IllegalArgumentException(
                  "ORC files cannot be compressed with the levels of deflate; set"
                      + " etl.output.codec."
                      + topic.name()
                      + " = zstandard, snappy or none");
        };
    return new OrcFileFormat(
        new OrcLayout(
            topic.value(STRIPE_BYTES),
            compression,
            topic.value(OutputSettings.ZSTANDARD_LEVEL),
            topic.value(TIMESTAMPS)));
  }

  @Override
  public Optional<FileFormat.Reader> reader(String name, CamusConfig config) {
    return name.endsWith(EXTENSION) ? Optional.of(new OrcRecordReader()) : Optional.empty();
  }
}
