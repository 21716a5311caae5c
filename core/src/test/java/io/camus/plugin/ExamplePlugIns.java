package io.camus.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The classes in {@code examples/plug-ins}, compiled once. */
public final class ExamplePlugIns {
  /** Surefire runs in the module's directory. */
  static final Path SOURCES = Path.of("..", "examples", "plug-ins");

  private static final ClassLoader LOADER = compiled();

  private ExamplePlugIns() {}

  /** A new instance of an example's class. */
  public static <T> T create(Class<T> type, String name) {
    try {
      return type.cast(LOADER.loadClass("com.example." + name).getConstructors()[0].newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ClassLoader compiled() {
    try (Stream<Path> files = Files.list(SOURCES)) {
      Path classes = Files.createDirectories(Path.of("target", "example-plug-ins"));
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "--release",
                  "17",
                  "-Xlint:all",
                  "-proc:none",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-d",
                  classes.toString()));
      files
          .map(Path::toString)
          .filter(file -> file.endsWith(".java"))
          .sorted()
          .forEach(arguments::add);
      int status =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(String[]::new));
      assertThat(status).as("javac").isZero();
      return new URLClassLoader(new URL[] {url(classes)}, ExamplePlugIns.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path classes) throws MalformedURLException {
    return classes.toUri().toURL();
  }
}
