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
  /** That of the class path, then one for each plug-in. */
  static final List<ClassLoader> INSTALLED = all(System.getProperty(PlugIn.DIRECTORY, ""));

  private PluginLoaders() {}

  static List<ClassLoader> all(String directory) {
    ClassLoader own = PluginLoaders.class.getClassLoader();
    List<ClassLoader> loaders = new ArrayList<>(List.of(own));
    Path plugins = Path.of(directory);
    if (!directory.isEmpty() && Files.isDirectory(plugins)) {
      try (Stream<Path> found = Files.list(plugins)) {
        for (Path plugin : found.sorted().toList()) {
          List<Path> jars = jars(plugin);
          if (!jars.isEmpty()) {
            loaders.add(PluginLoader.of(new PlugIn(plugin.getFileName().toString(), jars), own));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the plug-ins in " + plugins, e);
      }
    }
    return loaders;
  }

  /** One for each plug-in. */
  static List<ClassLoader> of(List<PlugIn> plugIns) {
    try {
      List<ClassLoader> loaders = new ArrayList<>();
      for (PlugIn plugIn : plugIns) {
        loaders.add(PluginLoader.of(plugIn, PluginLoaders.class.getClassLoader()));
      }
      return loaders;
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> jars(Path plugin) throws IOException {
    if (!Files.isDirectory(plugin)) {
      return isJar(plugin) ? List.of(plugin) : List.of();
    }
    try (Stream<Path> files = Files.list(plugin)) {
      return files.filter(PluginLoaders::isJar).sorted().toList();
    }
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar");
  }

  /** Prefers the plug-in's own classes, except those that it shares with Camus. */
  static final class PluginLoader extends URLClassLoader {
    private static final List<String> SHARED =
        List.of("java.", "io.camus.", "org.apache.kafka.", "org.apache.avro.", "org.slf4j.");

    static {
      registerAsParallelCapable();
    }

    private final PlugIn plugIn;

    private PluginLoader(PlugIn plugIn, URL[] jars, ClassLoader parent) {
      super(plugIn.name(), jars, parent);
      this.plugIn = plugIn;
    }

    static PluginLoader of(PlugIn plugIn, ClassLoader parent) throws MalformedURLException {
      URL[] jars = new URL[plugIn.jars().size()];
      for (int i = 0; i < jars.length; i++) {
        jars[i] = plugIn.jars().get(i).toUri().toURL();
      }
      return new PluginLoader(plugIn, jars, parent);
    }

    PlugIn plugIn() {
      return plugIn;
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
