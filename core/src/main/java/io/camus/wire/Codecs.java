package io.camus.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.camus.model.RunId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Codecs of values that are not objects. */
public final class Codecs {

  /** Any text. */
  public static final Codec<String> TEXT = text(Function.identity(), Function.identity());

  /** {@code "2026-11-22-14-05-59-3f09ac"}. */
  public static final Codec<RunId> RUN = text(RunId::value, RunId::new);

  /** {@code "clicks-3"}: the number follows the last dash. */
  public static final Codec<TopicPartition> PARTITION =
      text(TopicPartition::toString, Codecs::partition);

  /** Kafka's form: 22 characters of URL-safe Base64. */
  public static final Codec<Uuid> TOPIC_ID = text(Uuid::toString, Uuid::fromString);

  /** ISO 8601 in UTC: {@code "2026-11-22T14:05:59.120Z"}. */
  public static final Codec<Instant> INSTANT = text(Instant::toString, Instant::parse);

  /** ISO 8601: {@code "PT10M"}. */
  public static final Codec<Duration> DURATION = text(Duration::toString, Duration::parse);

  /** A 32-bit integer. */
  public static final Codec<Integer> INT =
      number(JsonGenerator::writeNumber, JsonParser::getIntValue, false);

  /** A 64-bit integer. */
  public static final Codec<Long> LONG =
      number(JsonGenerator::writeNumber, JsonParser::getLongValue, false);

  /** A double, as the shortest decimal with the same value. */
  public static final Codec<Double> DOUBLE =
      number(JsonGenerator::writeNumber, JsonParser::getDoubleValue, true);

  private Codecs() {}

  /** Values with a text form. */
  public static <T> Codec<T> text(Function<T, String> print, Function<String, T> parse) {
    return new Codec<>() {
      @Override
      public void write(JsonGenerator out, T value) throws IOException {
        out.writeString(print.apply(value));
      }

      @Override
      public T read(JsonParser in) throws IOException {
        expect(in, JsonToken.VALUE_STRING, "a string");
        try {
          return parse.apply(in.getText());
        } catch (RuntimeException e) {
          throw new InvalidValueException(
              String.format(Locale.ROOT, "\"%s\" is not valid: %s", in.getText(), e.getMessage()));
        }
      }
    };
  }

  /** Constants by their name. */
  public static <E extends Enum<E>> Codec<E> constant(Class<E> type) {
    return text(Enum::name, name -> Enum.valueOf(type, name));
  }

  /** A list of values. */
  public static <T> Codec<List<T>> list(Codec<T> element) {
    return new Codec<>() {
      @Override
      public void write(JsonGenerator out, List<T> values) throws IOException {
        out.writeStartArray();
        for (T value : values) {
          element.write(out, value);
        }
        out.writeEndArray();
      }

      @Override
      public List<T> read(JsonParser in) throws IOException {
        expect(in, JsonToken.START_ARRAY, "a list");
        List<T> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          values.add(element.read(in));
        }
        return values;
      }
    };
  }

  /** Numbers by key, in the order of the keys. */
  static <K extends Comparable<K>> Codec<Map<K, Long>> numbers(
      Function<K, String> print, Function<String, K> parse) {
    return new Codec<>() {
      @Override
      public void write(JsonGenerator out, Map<K, Long> numbers) throws IOException {
        out.writeStartObject();
        for (Map.Entry<K, Long> number : new TreeMap<>(numbers).entrySet()) {
          out.writeNumberField(print.apply(number.getKey()), number.getValue());
        }
        out.writeEndObject();
      }

      @Override
      public Map<K, Long> read(JsonParser in) throws IOException {
        expect(in, JsonToken.START_OBJECT, "an object");
        Map<K, Long> numbers = new TreeMap<>();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
          in.nextToken();
          try {
            if (numbers.put(parse.apply(name), LONG.read(in)) != null) {
              throw new InvalidValueException("is duplicated");
            }
          } catch (IllegalArgumentException e) {
            throw new InvalidValueException(name, "is unknown");
          } catch (InvalidValueException e) {
            throw e.within(name);
          }
        }
        return numbers;
      }
    };
  }

  /** Checks the type of a value. */
  static void expect(JsonParser in, JsonToken wanted, String words) throws IOException {
    if (in.currentToken() != wanted) {
      throw new InvalidValueException(
          String.format(Locale.ROOT, "must be %s, but is %s", words, in.currentToken()));
    }
  }

  private interface Write<T> {
    void to(JsonGenerator out, T value) throws IOException;
  }

  private interface Read<T> {
    T from(JsonParser in) throws IOException;
  }

  private static <T> Codec<T> number(Write<T> write, Read<T> read, boolean fraction) {
    return new Codec<>() {
      @Override
      public void write(JsonGenerator out, T value) throws IOException {
        write.to(out, value);
      }

      @Override
      public T read(JsonParser in) throws IOException {
        if (!fraction || in.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
          expect(in, JsonToken.VALUE_NUMBER_INT, fraction ? "a number" : "an integer");
        }
        try {
          return read.from(in);
        } catch (JsonProcessingException e) {
          throw new InvalidValueException(e.getOriginalMessage());
        }
      }
    };
  }

  private static TopicPartition partition(String text) {
    int dash = text.lastIndexOf('-');
    if (dash < 1) {
      throw new IllegalArgumentException("it has no topic and number");
    }
    return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
  }
}
