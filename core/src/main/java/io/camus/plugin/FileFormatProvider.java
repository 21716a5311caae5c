package io.camus.plugin;

import io.camus.config.CamusConfig;
import io.camus.config.Provider;
import io.camus.config.TopicConfig;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import java.util.Optional;

/** Creates the format of data files; {@code camus.output.format} chooses it. */
public interface FileFormatProvider extends Provider {

  @Override
  default Kind kind() {
    return Kind.FORMAT;
  }

  /**
   * The form in which the format takes data. For a format of Avro data, text and JSON become
   * records with one field, {@code value}.
   *
   * @param form of the decoder's data
   * @return {@link Form#AVRO}, or {@code form}
   * @throws IllegalArgumentException with the reason why it takes no such data, and what to do
   */
  Form takes(Form form);

  /**
   * The format of a topic's files.
   *
   * @throws IllegalArgumentException with the reason why these settings cannot work, and what to do
   */
  FileFormat format(TopicConfig topic);

  /**
   * Wraps a decoder, for a format that writes other bytes than those of the data.
   *
   * @param decoder returns data of the form that the format takes
   * @param form that form
   */
  default Decoder adapt(Decoder decoder, TopicConfig topic, Form form) {
    return decoder;
  }

  /**
   * The reader of a file.
   *
   * @param name the file's name
   * @return empty if its name is not one of this format
   */
  Optional<FileFormat.Reader> reader(String name, CamusConfig config);
}
