package io.camus.it.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The folder of a verb's option {@code --dir}, which must be empty. */
public final class NewFolder {
  private NewFolder() {}

  /**
   * Creates the folder, if it is missing.
   *
   * @param verb the verb of the option
   * @throws ParameterException if anything is in it
   */
  public static void make(Path folder, CommandSpec verb) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw new ParameterException(
            verb.commandLine(), folder + " is not empty; set a new folder with --dir");
      }
    }
  }
}
