package io.camus.it.cluster;

import io.camus.it.process.FreePort;
import io.camus.it.process.ProcessGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real Kafka broker in a child process, with its own folder and on free loopback ports. It keeps
 * ports and folder across restarts. It ends when this process ends, in whatever way, unless {@link
 * #keep} was called.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class DevBroker implements AutoCloseable {

  /** What the process runs. */
  public enum Hosting {
    /** The broker alone. */
    BROKER,
    /** The broker, and a {@link io.camus.it.registry.DevRegistry} with the same lifetime. */
    BROKER_AND_REGISTRY
  }

  /** Not a Kafka setting: the heap of the process; by default, 384m. */
  public static final String HEAP = "camus.heap";

  private static final Duration START_DEADLINE = Duration.ofSeconds(90);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);
  private static final int PORT_TRIES = 5;

  private final Path folder;
  private final Map<String, String> overrides;
  private final Hosting hosting;
  private int port;
  private int controllerPort;
  private BrokerProcess process;
  private boolean suspended;
  private Map<String, String> ready = Map.of();

  /**
   * A broker that is not started yet.
   *
   * @param folder where it keeps data, settings and {@code broker.log}; made if it is missing
   * @param overrides broker settings that go before the defaults; those that list listeners add to
   *     the default one
   */
  public DevBroker(Path folder, Map<String, String> overrides, Hosting hosting) {
    this.folder = folder.toAbsolutePath();
    this.overrides = Map.copyOf(overrides);
    this.hosting = hosting;
  }

  /** A broker without registry and with given ports, which others need to know. */
  static DevBroker onPorts(
      Path folder, Map<String, String> overrides, int port, int controllerPort) {
    DevBroker broker = new DevBroker(folder, overrides, Hosting.BROKER);
    broker.port = port;
    broker.controllerPort = controllerPort;
    return broker;
  }

  /** A broker without registry and with default settings. */
  public DevBroker(Path folder) {
    this(folder, Map.of(), Hosting.BROKER);
  }

  /**
   * Starts the process and returns when it serves clients; reuses the ports of an earlier start.
   *
   * @throws IllegalStateException if it ends or is not ready in 90 s; names its log
   */
  public void start() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("the broker in " + folder + " is already running");
    }
    boolean fresh = port == 0;
    for (int attempt = 1; ; attempt++) {
      if (fresh) {
        port = FreePort.next();
        controllerPort = FreePort.next();
      }
      if (launch()) {
        return;
      }
      if (!fresh || attempt == PORT_TRIES || !lostRace()) {
        throw new IllegalStateException("the broker did not start: see " + log());
      }
    }
  }

  private boolean launch() {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve(BrokerMain.READY));
      Properties properties = new Properties();
      properties.putAll(
          BrokerProperties.of(folder.resolve("data"), port, controllerPort, overrides));
      BrokerMain.write(properties, folder.resolve(BrokerMain.SERVER));
      process =
          BrokerProcess.start(folder, log(), overrides.getOrDefault(HEAP, "384m"), arguments());
      if (!process.awaitFile(folder.resolve(BrokerMain.READY), START_DEADLINE)) {
        process.kill();
        return false;
      }
      ready = BrokerMain.read(folder.resolve(BrokerMain.READY));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a broker in " + folder, e);
    }
  }

  private List<String> arguments() {
    return hosting == Hosting.BROKER
        ? List.of(folder.toString())
        : List.of(folder.toString(), "registry");
  }

  private boolean lostRace() {
    try {
      return Files.readString(log(), StandardCharsets.UTF_8).contains("already in use");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code bootstrap.servers} of it. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** The registry that the process hosts. */
  public URI registry() {
    if (!ready.containsKey("registry")) {
      throw new IllegalStateException("this broker's process has no registry");
    }
    return URI.create(ready.get("registry"));
  }

  /** The log of the process. */
  public Path log() {
    return folder.resolve("broker.log");
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Makes another process end with this one, unless it has ended before. */
  public void guard(ProcessHandle other) {
    process.command(ProcessGuard.GUARD + other.pid());
  }

  /** Keeps the broker running when this process ends; {@link #close} then does nothing. */
  public void keep() {
    process.command(ProcessGuard.KEEP);
    process = null;
  }

  /** Stops it as an operator would, by SIGTERM; by SIGKILL if that takes more than 20 s. */
  public void stop() {
    if (process != null) {
      process.stop(STOP_DEADLINE);
    }
  }

  /** Ends it at once, as a power failure would end its process (what it wrote stays). */
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** Freezes it: connections stay open, but nothing answers. */
  public void suspend() {
    process.signal("STOP");
    suspended = true;
  }

  /** Resumes a frozen broker. */
  public void resume() {
    process.signal("CONT");
    suspended = false;
  }

  @Override
  public void close() {
    if (process != null && suspended && process.isAlive()) {
      resume();
    }
    stop();
  }

  /** Whether a process is that of the broker in a folder. */
  public static boolean isBroker(ProcessHandle process, Path folder) {
    return process
        .info()
        .commandLine()
        .filter(command -> command.contains(BrokerProcess.MARK + folder.toAbsolutePath() + " "))
        .isPresent();
  }

  /** Waits for the end of a process that is not a child of this one. */
  static boolean awaitEnd(ProcessHandle other, Duration atMost) {
    try {
      other.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
