package io.camus.config;

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

/**
 * The class loaders of plug-ins. A plug-in is a jar in {@code plugins/}, or a directory of jars
 * there. It sees its own libraries and the classes of Camus, Kafka's client, Avro and SLF4J; other
 * libraries of Camus are hidden if it brings its own.
 */
final class PluginLoaders {
  /** The system property with the path of the directory of plug-ins. */
  static final String DIRECTORY = "camus.plugins";

  /** That of the class path, then one for each plug-in. */
  static final List<ClassLoader> INSTALLED = all(System.getProperty(DIRECTORY, ""));

  private PluginLoaders() {}

  static List<ClassLoader> all(String directory) {
    ClassLoader own = PluginLoaders.class.getClassLoader();
    List<ClassLoader> loaders = new ArrayList<>(List.of(own));
    Path plugins = Path.of(directory);
    if (!directory.isEmpty() && Files.isDirectory(plugins)) {
      try (Stream<Path> found = Files.list(plugins)) {
        for (Path plugin : found.sorted().toList()) {
          URL[] jars = jars(plugin);
          if (jars.length > 0) {
            loaders.add(new PluginLoader(plugin.getFileName().toString(), jars, own));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the plug-ins in " + plugins, e);
      }
    }
    return loaders;
  }

  private static URL[] jars(Path plugin) throws IOException {
    if (!Files.isDirectory(plugin)) {
      return isJar(plugin) ? new URL[] {url(plugin)} : new URL[0];
    }
    try (Stream<Path> files = Files.list(plugin)) {
      List<URL> urls = new ArrayList<>();
      for (Path jar : files.filter(PluginLoaders::isJar).sorted().toList()) {
        urls.add(url(jar));
      }
      return urls.toArray(URL[]::new);
    }
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar");
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }

  /** Prefers the plug-in's own classes, except those that it shares with Camus. */
  private static final class PluginLoader extends URLClassLoader {
    private static final List<String> SHARED =
        List.of("java.", "io.camus.", "org.apache.kafka.", "org.apache.avro.", "org.slf4j.");

    static {
      registerAsParallelCapable();
    }

    PluginLoader(String name, URL[] jars, ClassLoader parent) {
      super(name, jars, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        if (SHARED.stream().anyMatch(name::startsWith)) {
          try {
            return super.loadClass(name, resolve);
          } catch (ClassNotFoundException e) {
            return findClass(name);
          }
        }
        try {
          return findClass(name);
        } catch (ClassNotFoundException e) {
          return super.loadClass(name, resolve);
        }
      }
    }
  }
}
