package io.camus.format;

import io.camus.config.CamusConfig;
import io.camus.config.Key;
import io.camus.config.KeyGroup;
import io.camus.config.KeyType;
import io.camus.config.TopicConfig;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** CSV files of flat records. */
public final class CsvProvider implements FileFormatProvider {
  private static final KeyGroup KEYS = KeyGroup.ofProvider();
  private static final Pattern NAMES = BuiltInFormats.names(CsvFileFormat.EXTENSION);

  private static final KeyType<Character> CHARACTER =
      KeyType.UNTRIMMED
          .map(String::translateEscapes)
          .where(
              text -> text.length() == 1 && text.charAt(0) < 0x7F && !text.matches("[\\n\\r\\x00]"),
              "must be one ASCII character, and no line break")
          .map(text -> text.charAt(0));

  static final Key<Boolean> HEADER =
      KEYS.key("camus.csv.header", KeyType.YES_NO, "true")
          .means("CSV: the first row of each file names the columns.");

  static final Key<Character> QUOTE =
      KEYS.key("camus.csv.quote", CHARACTER, "\"")
          .is(Key.Trait.ANY_CHARACTER)
          .means("CSV: encloses values with special characters, and is doubled inside them.");

  static final Key<Character> SEPARATOR =
      KEYS.topicKey("camus.csv.separator", CHARACTER, ",")
          .is(Key.Trait.ANY_CHARACTER)
          .means("CSV: the character between values, with Java escapes: \\t.");

  static final Key<String> NULL =
      KEYS.topicKey("camus.csv.null", KeyType.UNTRIMMED, "")
          .means(
              "CSV: stands for null, without quotes. A text that is equal to it, and an empty text,"
                  + " are in quotes.");

  @Override
  public String name() {
    return "csv";
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
    return new CsvFileFormat(
        dialect(topic), topic.value(HEADER), BuiltInFormats.lineCompression(topic));
  }

  private static CsvDialect dialect(TopicConfig topic) {
    return new CsvDialect(topic.value(SEPARATOR), topic.value(QUOTE), topic.value(NULL));
  }

  @Override
  public Decoder adapt(Decoder decoder, TopicConfig topic, Form form) {
    return new AvroToCsv(decoder, dialect(topic), topic.value(HEADER));
  }

  @Override
  public Optional<FileFormat.Reader> reader(String name, CamusConfig config) {
    return NAMES.matcher(name).matches()
        ? Optional.of(
            new CsvFileReader(name, (byte) config.value(QUOTE).charValue(), config.value(HEADER)))
        : Optional.empty();
  }
}
