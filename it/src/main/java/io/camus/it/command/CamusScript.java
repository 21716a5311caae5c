package io.camus.it.command;

import io.camus.cli.Verb;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The distribution's {@code bin/camus}, with a 512 MiB heap.
 *
 * @param path the script
 */
public record CamusScript(Path path) {
  private static final String HEAP = "512m";

  /**
   * The script of the distribution that this process runs from, or of the one that the system
   * property {@code camus.command} names.
   *
   * @throws IllegalStateException if there is none
   */
  public static CamusScript locate() {
    String named = System.getProperty("camus.command");
    Path script = named == null ? besideTheJars() : Path.of(named);
    if (!Files.isExecutable(script)) {
      throw new IllegalStateException(
          script + " is missing; `./mvnw package` builds the distribution");
    }
    return new CamusScript(script.toAbsolutePath().normalize());
  }

  private static Path besideTheJars() {
    try {
      Path jar = Path.of(Verb.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.resolveSibling("..").resolve("bin").resolve("camus").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A child process that is not started yet. */
  public ProcessBuilder process(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(path.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CAMUS_HEAP", HEAP);
    builder.environment().remove("CAMUS_CLASSPATH");
    builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }
}
