package io.camus.it.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A folder that a verb fills, named by its option {@code --dir}: nothing may be in it before. */
public final class NewFolder {
  private NewFolder() {}

  /**
   * Makes the folder, unless an empty one is there.
   *
   * @param verb whose option named it
   * @throws ParameterException if anything is in it
   */
  public static void make(Path folder, CommandSpec verb) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw new ParameterException(
            verb.commandLine(), folder + " is not empty; name a new folder by --dir");
      }
    }
  }
}
