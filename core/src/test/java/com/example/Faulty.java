package com.example;

import io.camus.config.CamusConfig;
import io.camus.config.TopicConfig;
import io.camus.model.Origin;
import io.camus.plugin.DecoderProvider;
import io.camus.plugin.EventTimeProvider;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.plugin.PartitionerProvider;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import io.camus.spi.Partitioner;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Plug-ins that break their contracts, each in one way that the value of a record chooses. */
public final class Faulty {
  private Faulty() {}

  /** The value of a record says what the decoder does. */
  public static class Decoders implements DecoderProvider {
    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public Form form() {
      return Form.TEXT;
    }

    @Override
    public Decoder decoder(Context context) {
      return Decoders::decode;
    }

    private static Decoded decode(SourceRecord record) {
      Datum datum = new Datum();
      datum.type = DatumType.lines();
      datum.origin = new Origin("server", "service");
      datum.bytes = record.value().array();
      datum.length = datum.bytes.length;
      datum.eventTimeMillis = record.timestampMillis();
      return switch (new String(datum.bytes, StandardCharsets.UTF_8)) {
        case "throws" -> throw new IllegalStateException("not my day");
        case "recursion" -> decode(record);
        case "lacks a class" -> throw new NoClassDefFoundError("com/example/Missing");
        case "asserts" -> throw new AssertionError("impossible");
        case "null" -> null;
        case "no origin" -> {
          datum.origin = null;
          yield datum;
        }
        case "too long" -> {
          datum.length++;
          yield datum;
        }
        case "no time" -> {
          datum.eventTimeMillis = Long.MAX_VALUE;
          yield datum;
        }
        default -> datum;
      };
    }
  }

  /** Cannot be created. */
  public static class NoDecoder extends Decoders {
    @Override
    public Decoder decoder(Context context) {
      throw new NullPointerException("no context");
    }
  }

  /** Refuses its settings. */
  public static class Refusing extends Decoders {
    @Override
    public Decoder decoder(Context context) {
      throw new IllegalArgumentException("set com.example.region");
    }
  }

  /** Has a bucket for another time. */
  public static class OtherTime implements PartitionerProvider {
    @Override
    public String name() {
      return "other-time";
    }

    @Override
    public Partitioner partitioner(TopicConfig topic) {
      return millis -> new Partitioner.Bucket(0, 1, "then");
    }
  }

  /** Leaves the topic's directory. */
  public static class StepsUp implements PartitionerProvider {
    @Override
    public String name() {
      return "steps-up";
    }

    @Override
    public Partitioner partitioner(TopicConfig topic) {
      return millis -> new Partitioner.Bucket(Long.MIN_VALUE, Long.MAX_VALUE, "a/../../b");
    }
  }

  /** Finds no times, but an exception. */
  public static class Times implements EventTimeProvider {
    @Override
    public String name() {
      return "faulty-times";
    }

    @Override
    public Extractor extractor(TopicConfig topic) {
      return (record, datum) -> {
        throw new ArithmeticException("/ by zero");
      };
    }
  }

  /** Writes records that start with {@code bad} only to a stream that does not exist. */
  public static class Formats implements FileFormatProvider {
    @Override
    public String name() {
      return "faulty-files";
    }

    @Override
    public Form takes(Form form) {
      return form;
    }

    @Override
    public FileFormat format(TopicConfig topic) {
      return new FaultyFormat();
    }

    @Override
    public Optional<FileFormat.Reader> reader(String name, CamusConfig config) {
      return Optional.empty();
    }
  }

  private static final class FaultyFormat implements FileFormat {
    @Override
    public String extension() {
      return ".faulty";
    }

    @Override
    public long openBytes() {
      return 0;
    }

    @Override
    public Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata) {
      return new Writer() {
        @Override
        public void append(Datum datum) throws IOException {
          String text = new String(datum.bytes, datum.offset, datum.length, StandardCharsets.UTF_8);
          if (text.equals("bad")) {
            throw new IOException("bad record");
          }
          try {
            out.write(datum.bytes, datum.offset, datum.length);
          } catch (IOException e) {
            if (!text.equals("quiet")) {
              throw new IOException("a loud one", e);
            }
          }
        }

        @Override
        public void close() {
          throw new IllegalStateException("cannot be closed");
        }
      };
    }
  }
}
