package io.camus.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;

/**
 * The JSON form of values of one type. Stateless.
 *
 * @param <T> the type of the values, which are never null
 */
public interface Codec<T> {
  /** Creates parsers and generators: compact JSON in UTF-8, root values without separators. */
  JsonFactory JSON = new JsonFactoryBuilder().rootValueSeparator("").build();

  /** Writes a value. */
  void write(JsonGenerator out, T value) throws IOException;

  /**
   * Reads a value.
   *
   * @param in at the value's first token before, and at its last one afterwards
   * @throws InvalidValueException if it is another value
   */
  T read(JsonParser in) throws IOException;

  /** A value's JSON in UTF-8, without a line feed. */
  default byte[] toBytes(T value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      write(out, value);
    }
    return bytes.toByteArray();
  }

  /**
   * The value of a JSON text in UTF-8.
   *
   * @throws InvalidValueException if it is not JSON, another value, or more than one
   */
  default T fromBytes(byte[] text) throws IOException {
    try (JsonParser in = JSON.createParser(text)) {
      in.nextToken();
      T value = read(in);
      if (in.nextToken() != null) {
        throw new InvalidValueException("data follows its end");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new InvalidValueException(e.getOriginalMessage());
    } catch (CharConversionException e) {
      throw new InvalidValueException(e.getMessage());
    }
  }
}
