package io.camus.it.demo;

import io.camus.it.check.Form;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;

/** A kind of message that the demo's shop sends to a topic of its own. */
interface Feed {
  /** The topic. */
  String topic();

  /** Its part of all messages, in percent. */
  int percent();

  /** The Avro schemas of its messages, oldest first; none if they are JSON. */
  List<Schema> versions();

  /** Makes a message. {@code bytes} is the caller's scratch space. */
  Message next(Moment moment, Bytes bytes);

  /** How its records lie in data files. */
  default Form form() {
    return versions().isEmpty() ? Form.JSON : Form.AVRO;
  }

  /** The two versions {@code <name>-1.avsc} and {@code <name>-2.avsc} beside this class. */
  static List<Schema> twoVersions(String name) {
    return List.of(read(name + "-1.avsc"), read(name + "-2.avsc"));
  }

  private static Schema read(String resource) {
    try (InputStream in = Feed.class.getResourceAsStream(resource)) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
