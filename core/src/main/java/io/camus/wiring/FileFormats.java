package io.camus.wiring;

import io.camus.config.CamusConfig;
import io.camus.config.Provider;
import io.camus.config.TopicConfig;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.spi.FileFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The formats of data files. */
public final class FileFormats {
  private FileFormats() {}

  /** The configured format of a topic, or the one that is named after the form of its data. */
  static FileFormatProvider of(TopicConfig topic, Form form) {
    String natural = form.name().toLowerCase(Locale.ROOT);
    return (FileFormatProvider)
        topic.format().orElseGet(() -> topic.providers().get(Provider.Kind.FORMAT, natural));
  }

  /** The reader of a file, by its name; empty if no installed format has such files. */
  public static Function<String, Optional<FileFormat.Reader>> readers(CamusConfig config) {
    return name ->
        config.keys().providers().all(Provider.Kind.FORMAT).stream()
            .map(provider -> PlugInParts.reader((FileFormatProvider) provider, name, config))
            .flatMap(Optional::stream)
            .findFirst();
  }
}
