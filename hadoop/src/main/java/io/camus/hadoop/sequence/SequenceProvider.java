package io.camus.hadoop.sequence;

import io.camus.config.CamusConfig;
import io.camus.config.Key;
import io.camus.config.KeyGroup;
import io.camus.config.KeyType;
import io.camus.config.OutputSettings;
import io.camus.config.TopicConfig;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import java.util.List;
import java.util.Optional;

/** Hadoop's sequence files: a key, and the record as text or bytes. */
public final class SequenceProvider implements FileFormatProvider {
  private static final KeyGroup KEYS = KeyGroup.ofProvider();
  private static final String EXTENSION = ".seq";

  static final Key<KeyClass> KEY_CLASS =
      KEYS.topicKey("camus.sequencefile.key", KeyClass.TYPE, "LongWritable")
          .means(
              "Sequence files: class of the keys. LongWritable is the event time in milliseconds;"
                  + " Text and BytesWritable are the record's key, empty if it has none; NullWritable"
                  + " is no key.");

  static final Key<Grouping> COMPRESSION =
      KEYS.topicKey("camus.sequencefile.compression", KeyType.oneOf(Grouping.values()), "block")
          .means(
              "Sequence files: what etl.output.codec compresses, single values (record), or many keys"
                  + " and values together (block), which makes smaller files.");

  /** What is compressed at once. */
  enum Grouping {
    RECORD,
    BLOCK
  }

  @Override
  public String name() {
    return "sequencefile";
  }

  @Override
  public List<String> otherNames() {
    return List.of("com.linkedin.camus.etl.kafka.common.sequencefilerecordwriterprovider");
  }

  @Override
  public KeyGroup keys() {
    return KEYS;
  }

  @Override
  public Form takes(Form form) {
    return form;
  }

  @Override
  public FileFormat format(TopicConfig topic) {
    return new SequenceFileFormat(
        topic.value(KEY_CLASS),
        topic.value(COMPRESSION),
        topic.codec(),
        topic.value(OutputSettings.DEFLATE_LEVEL));
  }

  @Override
  public Decoder adapt(Decoder decoder, TopicConfig topic, Form form) {
    return new PairDecoder(decoder, topic, form, topic.value(KEY_CLASS));
  }

  @Override
  public Optional<FileFormat.Reader> reader(String name, CamusConfig config) {
    return name.endsWith(EXTENSION) ? Optional.of(new SequenceFileReader()) : Optional.empty();
  }
}
