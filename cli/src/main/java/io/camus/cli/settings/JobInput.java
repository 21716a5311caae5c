package io.camus.cli.settings;

import io.camus.model.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The properties that Azkaban passes to the process of a job. */
public final class JobInput {
  private static final String VARIABLE = "JOB_PROP_FILE";

  private JobInput() {}

  /**
   * All of them; empty if Azkaban has not started us.
   *
   * @param environment names their file
   * @throws ConfigurationException if the file is named but does not exist
   */
  public static Optional<Map<String, String>> properties(Map<String, String> environment) {
    String file = environment.getOrDefault(VARIABLE, "");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(Path.of(file))) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s is %s, but there is no such file; unset it, or name a file with -P",
              VARIABLE,
              file));
    }
    return Optional.of(PropertyFiles.file(Path.of(file).toString()));
  }
}
