package io.camus.launch;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;

/**
 * A class loader that does not mix versions: a package in its own jars is loaded only from them,
 * even if they lack a class that the parent's version of the library has; every other package is
 * loaded from the parent. A resource on its own class path hides the parent's resource of the same
 * name.
 */
final class OwnFirstLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Set<String> ownPackages;

  /**
   * @param classPath its own jars, and directories of resources
   */
  OwnFirstLoader(List<Path> classPath, ClassLoader parent) throws IOException {
    super("camus", urls(classPath), parent);
    ownPackages = packages(classPath);
  }

  private static URL[] urls(List<Path> classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path part : classPath) {
      urls.add(part.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static Set<String> packages(List<Path> classPath) throws IOException {
    Set<String> packages = new HashSet<>();
    for (Path part : classPath) {
      if (part.toString().endsWith(".jar") && !Files.isDirectory(part)) {
        try (JarFile jar = new JarFile(part.toFile())) {
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
              .forEach(name -> packages.add(packageOf(name, '/').replace('/', '.')));
        }
      }
    }
    // Classes in the unnamed package belong to no library.
    packages.remove("");
    return packages;
  }

  private static String packageOf(String name, char separator) {
    return name.substring(0, Math.max(0, name.lastIndexOf(separator)));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!ownPackages.contains(packageOf(name, '.'))) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> type = findLoadedClass(name);
      if (type == null) {
        type = findClass(name);
      }
      if (resolve) {
        resolveClass(type);
      }
      return type;
    }
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Enumeration<URL> own = findResources(name);
    if (own.hasMoreElements()) {
      return own;
    }
    return getParent() == null ? Collections.emptyEnumeration() : getParent().getResources(name);
  }
}
