package io.camus.wiring;

import io.camus.config.CamusConfig;
import io.camus.config.Provider;
import io.camus.config.Providers;
import io.camus.config.TopicConfig;
import io.camus.model.CamusException;
import io.camus.model.PlugInException;
import io.camus.model.SchemaUnavailableException;
import io.camus.plugin.DecoderProvider;
import io.camus.plugin.EventTimeProvider;
import io.camus.plugin.EventTimeProvider.Extractor;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.plugin.PartitionerProvider;
import io.camus.plugin.SchemaRegistryProvider;
import io.camus.schema.CheckedSchemas;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import io.camus.spi.ForwardingRegistry;
import io.camus.spi.Partitioner;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.SourceRecord;
import io.camus.spi.StorePath;
import io.camus.time.EventTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The parts that providers create for a topic. Those of plug-ins are guarded: what they throw, and
 * results that they must not return, become a {@link PlugInException} that names the plug-in.
 */
final class PlugInParts {
  private static final int LONGEST = 100;

  private PlugInParts() {}

  static Decoder decoder(DecoderProvider provider, DecoderProvider.Context context) {
    Decoder decoder = created(provider, () -> provider.decoder(context));
    return Providers.isBuiltIn(provider) ? decoder : new GuardedDecoder(provider, decoder);
  }

  static Partitioner partitioner(PartitionerProvider provider, TopicConfig topic) {
    Partitioner partitioner = created(provider, () -> provider.partitioner(topic));
    return Providers.isBuiltIn(provider)
        ? partitioner
        : millis -> bucket(provider, partitioner, millis);
  }

  private static Partitioner.Bucket bucket(
      PartitionerProvider provider, Partitioner partitioner, long millis) {
    Partitioner.Bucket bucket = call(provider, () -> partitioner.bucket(millis));
    if (!bucket.contains(millis)) {
      throw broken(provider, "returned " + bucket + " for the time " + millis);
    }
    List<String> names = Arrays.asList(bucket.directory().split("/", -1));
    if (names.stream().anyMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."))) {
      throw broken(
          provider,
          "returned the directory \""
              + bucket.directory()
              + "\"; a directory is relative, without empty names, \".\" and \"..\"");
    }
    return bucket;
  }

  static Extractor extractor(EventTimeProvider provider, TopicConfig topic) {
    Extractor extractor = created(provider, () -> provider.extractor(topic));
    return (record, datum) -> call(provider, () -> extractor.millis(record, datum));
  }

  static FileFormat format(FileFormatProvider provider, TopicConfig topic) {
    FileFormat format = created(provider, () -> provider.format(topic));
    return Providers.isBuiltIn(provider) ? format : new GuardedFormat(provider, format);
  }

  static SchemaRegistry registry(
      SchemaRegistryProvider provider, SchemaRegistryProvider.Context context) {
    SchemaRegistry registry = created(provider, () -> provider.registry(context));
    return Providers.isBuiltIn(provider)
        ? registry
        : new CheckedSchemas(new GuardedRegistry(provider, registry));
  }

  static String place(SchemaRegistryProvider provider, CamusConfig config) {
    return created(provider, () -> provider.place(config));
  }

  static List<StorePath> paths(SchemaRegistryProvider provider, CamusConfig config) {
    return created(provider, () -> provider.paths(config));
  }

  static Form form(DecoderProvider provider) {
    return created(provider, provider::form);
  }

  static Form taken(FileFormatProvider provider, Form form) {
    return created(provider, () -> provider.takes(form));
  }

  static Decoder adapted(
      FileFormatProvider provider, Decoder decoder, TopicConfig topic, Form form) {
    Decoder adapted = created(provider, () -> provider.adapt(decoder, topic, form));
    return Providers.isBuiltIn(provider) || adapted == decoder
        ? adapted
        : new GuardedDecoder(provider, adapted);
  }

  /** The reader that a format offers for a file; empty if it is none of its files. */
  static Optional<FileFormat.Reader> reader(
      FileFormatProvider provider, String name, CamusConfig config) {
    return call(provider, () -> provider.reader(name, config));
  }

  /** What a provider creates; its faults are a reason not to pull the topic. */
  static <T> T created(Provider provider, Supplier<T> creation) {
    try {
      return call(provider, creation);
    } catch (PlugInException e) {
      if (e.getCause() instanceof IllegalArgumentException reason && reason.getMessage() != null) {
        throw reason;
      }
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static <T> T call(Provider provider, Supplier<T> call) {
    if (Providers.isBuiltIn(provider)) {
      return call.get();
    }
    T result;
    try {
      result = call.get();
    } catch (CamusException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw failed(provider, e);
    }
    if (result == null) {
      throw broken(provider, "returned null");
    }
    return result;
  }

  private static PlugInException broken(Provider provider, String what) {
    return new PlugInException(
        String.format(
            Locale.ROOT, "the %s %s; correct the plug-in", Providers.words(provider), what),
        null);
  }

  /** Also an error: a missing class of a plug-in, or its endless recursion, is its own fault. */
  static PlugInException failed(Provider provider, Throwable thrown) {
    if (thrown instanceof OutOfMemoryError error) {
      throw error;
    }
    StackTraceElement[] frames = thrown.getStackTrace();
    String text = String.valueOf(thrown.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    return new PlugInException(
        String.format(
            Locale.ROOT,
            "the %s threw %s: %s%s; correct the plug-in, or exclude the topic",
            Providers.words(provider),
            thrown.getClass().getSimpleName(),
            text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...",
            frames.length == 0
                ? ""
                : " (" + frames[0].getClassName() + ":" + frames[0].getLineNumber() + ")"),
        thrown);
  }

  /** One that fails counts as one that does not answer: a later run may succeed. */
  private static final class GuardedRegistry extends ForwardingRegistry {
    private final SchemaRegistryProvider provider;

    GuardedRegistry(SchemaRegistryProvider provider, SchemaRegistry registry) {
      super(registry);
      this.provider = provider;
    }

    @Override
    protected <T> T ask(Supplier<T> question) {
      try {
        return call(provider, question);
      } catch (PlugInException e) {
        throw new SchemaUnavailableException(e.getMessage(), e);
      }
    }
  }

  /** Requires data that can be appended. */
  private record GuardedDecoder(Provider provider, Decoder decoder) implements Decoder {
    @Override
    public Decoded decode(SourceRecord record) {
      Decoded decoded = call(provider, () -> decoder.decode(record));
      if (decoded instanceof Datum datum) {
        requireWhole(datum);
      }
      return decoded;
    }

    private void requireWhole(Datum datum) {
      if (datum.type == null || datum.bytes == null || datum.origin == null) {
        throw broken(provider, "returned a datum without type, bytes or origin");
      } else if (datum.offset < 0
          || datum.length < 0
          || datum.length > datum.bytes.length - datum.offset) {
        throw broken(provider, "returned a datum that is not within its bytes");
      } else if (datum.eventTimeMillis < EventTime.FIRST_MILLIS
          || datum.eventTimeMillis > EventTime.LAST_MILLIS) {
        throw broken(
            provider,
            "returned the event time "
                + datum.eventTimeMillis
                + " ms, outside the years 0 to 9999");
      }
    }

    @Override
    public List<String> eventTimeFields() {
      return call(provider, decoder::eventTimeFields);
    }

    @Override
    public Optional<String> hint(SourceRecord record, Decoded.Rejected rejected) {
      return call(provider, () -> decoder.hint(record, rejected));
    }
  }
}
