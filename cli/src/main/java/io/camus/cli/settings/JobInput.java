package io.camus.cli.settings;

import io.camus.config.AzkabanProperties;
import io.camus.model.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The properties that Azkaban hands to the process of a job.
 *
 * @param file what {@code JOB_PROP_FILE} names; empty if Azkaban has not started us
 */
public record JobInput(Optional<String> file) {
  private static final String VARIABLE = "JOB_PROP_FILE";

  /** That of a process. */
  public static JobInput of(Map<String, String> environment) {
    return new JobInput(Optional.ofNullable(environment.get(VARIABLE)).filter(it -> !it.isEmpty()));
  }

  /**
   * The settings of Camus among them.
   *
   * @throws ConfigurationException if the file is named and not there
   */
  public Map<String, String> settings() {
    if (file.isEmpty()) {
      return Map.of();
    }
    if (!Files.isRegularFile(Path.of(file.get()))) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s names %s, and there is no such file: unset it, or name settings by -P",
              VARIABLE,
              file.get()));
    }
    return AzkabanProperties.settings(PropertyFiles.file(Path.of(file.get()).toString()));
  }
}
