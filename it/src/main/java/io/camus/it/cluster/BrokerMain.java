package io.camus.it.cluster;

import io.camus.it.process.ProcessGuard;
import io.camus.it.registry.DevRegistry;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * The process of a {@link DevBroker}: reads {@code server.properties} in its folder, starts the
 * node and, if asked to, a registry, then writes {@code cluster.properties} to say that it is
 * ready. It ends with its parent (see {@link ProcessGuard}) or on SIGTERM.
 */
public final class BrokerMain {
  static final String SERVER = "server.properties";
  static final String READY = "cluster.properties";

  private BrokerMain() {}

  /**
   * Runs until it is stopped.
   *
   * @param args the broker's folder, then {@code registry} to run a registry, too
   */
  public static void main(String[] args) throws Exception {
    ProcessGuard.watch(System.in);
    Path folder = Path.of(args[0]);
    Map<String, String> settings = read(folder.resolve(SERVER));
    KraftNode node = KraftNode.start(settings);
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  node.close();
                  end.countDown();
                },
                "stop"));
    Properties ready = new Properties();
    ready.setProperty(
        "brokers",
        first(settings.get("advertised.listeners"))
            .substring(BrokerProperties.LISTENER.length() + 3));
    ready.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
    if (args.length > 1 && args[1].equals("registry")) {
      DevRegistry registry = new DevRegistry();
      registry.start();
      ready.setProperty("registry", registry.url().toString());
    }
    write(ready, folder.resolve(READY));
    end.await();
  }

  private static String first(String list) {
    int comma = list.indexOf(',');
    return comma < 0 ? list : list.substring(0, comma);
  }

  static Map<String, String> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> map = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    return map;
  }

  static void write(Properties properties, Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try (Writer writer = Files.newBufferedWriter(temporary)) {
      properties.store(writer, null);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
