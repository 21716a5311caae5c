package io.camus.it.azkaban;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The part of an Azkaban server that launches jobs, in a class loader of its own. Its job types
 * {@code java} and {@code hadoopJava} have all of Hadoop on their class path, as an administrator
 * sets it up.
 */
public final class AzkabanServer implements AutoCloseable {
  private final Path folder;
  private final URLClassLoader loader;
  private final Object types;

  private AzkabanServer(Path folder, URLClassLoader loader, Object types) {
    this.folder = folder;
    this.loader = loader;
    this.types = types;
  }

  /**
   * Starts one.
   *
   * @param folder for its files
   * @param conf directories with Hadoop's configuration, for the job types
   */
  public static AzkabanServer start(Path folder, List<Path> conf) throws Exception {
    List<String> hadoop = new ArrayList<>(conf.stream().map(Path::toString).toList());
    hadoop.add(System.getProperty("camus.hadoop.lib") + "/*");
    Path plugins = folder.resolve("jobtypes");
    Files.writeString(
        Files.createDirectories(plugins).resolve("commonprivate.properties"),
        "execute.as.user=false\nazkaban.memory.check=false\n");
    jobType(plugins, "java", "azkaban.jobtype.JavaJob", hadoop);
    jobType(plugins, "hadoopJava", "azkaban.jobtype.HadoopJavaJob", hadoop);
    List<Path> classPath = new ArrayList<>(jars(Path.of(System.getProperty("camus.azkaban.lib"))));
    jars(Upload.distribution().resolve("lib")).stream()
        .filter(jar -> jar.getFileName().toString().matches("(hadoop-client|slf4j-api)-.*"))
        .forEach(classPath::add);
    URLClassLoader loader =
        new URLClassLoader("azkaban", urls(classPath), ClassLoader.getPlatformClassLoader());
    Object injector = guice(loader);
    Class<?> provider = loader.loadClass("azkaban.ServiceProvider");
    Object service = provider.getField("SERVICE_PROVIDER").get(null);
    provider
        .getMethod("setInjector", loader.loadClass("com.google.inject.Injector"))
        .invoke(service, injector);
    Object types =
        loader
            .loadClass("azkaban.jobtype.JobTypeManager")
            .getConstructor(
                String.class, loader.loadClass("azkaban.utils.Props"), ClassLoader.class)
            .newInstance(plugins.toString(), props(loader, Map.of()), loader);
    return new AzkabanServer(folder, loader, types);
  }

  /** A job of a project that was uploaded and unpacked, ready to be run once. */
  public AzkabanJob job(Path project, String name, Map<String, String> flow) throws Exception {
    Map<String, String> properties = projectProperties(project);
    properties.putAll(flow);
    properties.putAll(read(project.resolve(name + ".job")));
    properties.putAll(
        Map.of(
            "working.dir", project.toString(),
            "memCheck.enabled", "false",
            "azkaban.job.id", name,
            "azkaban.job.attempt", "0",
            "azkaban.flow.flowid", "report",
            "azkaban.flow.execid", "7",
            "azkaban.flow.projectname", "kafka",
            "azkaban.flow.submituser", "etl",
            "azkaban.link.job.url", "https://azkaban.example/executor?execid=7&job=" + name));
    Path log = Files.createTempFile(folder, name, ".log");
    Object logger = logger(log);
    Object job;
    try {
      job =
          types
              .getClass()
              .getMethod(
                  "buildJobExecutor",
                  String.class,
                  loader.loadClass("azkaban.utils.Props"),
                  logger.getClass())
              .invoke(types, name, props(loader, properties), logger);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
    return new AzkabanJob(job, log);
  }

  /** What {@code ${...}} and {@code $(...)} in a value become. */
  String resolved(String value) throws Exception {
    Class<?> props = loader.loadClass("azkaban.utils.Props");
    Object resolved =
        loader
            .loadClass("azkaban.utils.PropsUtils")
            .getMethod("resolveProps", props)
            .invoke(null, props(loader, Map.of("value", value)));
    return (String) props.getMethod("get", Object.class).invoke(resolved, "value");
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private static Map<String, String> projectProperties(Path project) throws IOException {
    Map<String, String> properties = new TreeMap<>();
    try (Stream<Path> files = Files.list(project)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".properties")).toList()) {
        properties.putAll(read(file));
      }
    }
    return properties;
  }

  private static Map<String, String> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> read = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
    return read;
  }

  private static void jobType(Path plugins, String name, String type, List<String> hadoop)
      throws IOException {
    Path directory = Files.createDirectories(plugins.resolve(name));
    Files.writeString(
        directory.resolve("private.properties"),
        String.format(
            Locale.ROOT,
            "jobtype.class=%s%njobtype.classpath=%s%n",
            type,
            String.join(",", hadoop)));
  }

  private static Object guice(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> module = loader.loadClass("com.google.inject.Module");
    Object none = Array.newInstance(module, 0);
    return loader
        .loadClass("com.google.inject.Guice")
        .getMethod("createInjector", none.getClass())
        .invoke(null, none);
  }

  private static Object props(ClassLoader loader, Map<String, String> properties)
      throws ReflectiveOperationException {
    Class<?> type = loader.loadClass("azkaban.utils.Props");
    Object props = type.getConstructor().newInstance();
    for (Map.Entry<String, String> entry : properties.entrySet()) {
      type.getMethod("put", String.class, String.class)
          .invoke(props, entry.getKey(), entry.getValue());
    }
    return props;
  }

  /** Writes as the log of a job in Azkaban looks. */
  private Object logger(Path file) throws ReflectiveOperationException {
    Class<?> layouts = loader.loadClass("org.apache.log4j.Layout");
    Object layout =
        loader
            .loadClass("org.apache.log4j.PatternLayout")
            .getConstructor(String.class)
            .newInstance("%d{dd-MM-yyyy HH:mm:ss z} %c{1} %p - %m\n");
    Object appender =
        loader
            .loadClass("org.apache.log4j.FileAppender")
            .getConstructor(layouts, String.class)
            .newInstance(layout, file.toString());
    Class<?> type = loader.loadClass("org.apache.log4j.Logger");
    Object logger = type.getMethod("getLogger", String.class).invoke(null, file.toString());
    type.getMethod("addAppender", loader.loadClass("org.apache.log4j.Appender"))
        .invoke(logger, appender);
    return logger;
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static URL[] urls(List<Path> classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path path : classPath) {
      urls.add(path.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
