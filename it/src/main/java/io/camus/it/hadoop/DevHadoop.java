package io.camus.it.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A real HDFS and YARN, with a job history server, in a child process. They listen on the loopback
 * interface; tasks run in separate JVMs. Everything ends when this process ends, in whatever way.
 *
 * <p>Hadoop's servers need 200 jars that must not mix with others. They are not on this JVM's class
 * path, but in a directory that the build fills before integration tests.
 */
public final class DevHadoop implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofMinutes(2);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 50;

  private final Path folder;
  private final Process process;
  private int orders;

  private DevHadoop(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts it and returns when it serves clients.
   *
   * @param folder where it keeps data, the containers' logs and {@code hadoop.log}; new or empty
   * @param libraries the directory of Hadoop's jars
   * @throws IllegalStateException if it ends or is not ready in two minutes; names its log
   */
  public static DevHadoop start(Path folder, Path libraries) {
    return start(folder, libraries, List.of());
  }

  /**
   * Starts it with its own KDC; every client needs a ticket or a token. {@link #krb5Conf()} and
   * {@link #keytab} have what clients need to log in.
   *
   * @param folder as above
   * @param libraries as above
   */
  public static DevHadoop startSecure(Path folder, Path libraries) {
    return start(folder, libraries, List.of(HadoopMain.KERBEROS));
  }

  private static DevHadoop start(Path folder, Path libraries, List<String> further) {
    Path absolute = folder.toAbsolutePath();
    try {
      Files.createDirectories(absolute);
      ProcessBuilder process = process(absolute, libraries.toAbsolutePath());
      process.command().addAll(further);
      DevHadoop hadoop = new DevHadoop(absolute, process.start());
      if (!hadoop.awaitFile(hadoop.conf())) {
        hadoop.close();
        throw new IllegalStateException("Hadoop did not start: see " + hadoop.log());
      }
      return hadoop;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start Hadoop in " + absolute, e);
    }
  }

  private static ProcessBuilder process(Path folder, Path libraries) {
    if (!Files.isDirectory(libraries)) {
      throw new IllegalStateException(
          libraries + " is missing; `./mvnw verify` creates it before the integration tests");
    }
    String java = System.getProperty("java.home");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(java, "bin", "java").toString(),
            "-Xmx640m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Dlog4j.configuration=io/camus/it/hadoop/log4j-hadoop.properties",
            "-Dtest.build.data=" + folder.resolve("servers"),
            "-cp",
            libraries + "/*" + File.pathSeparator + ownCode(),
            HadoopMain.class.getName(),
            folder.toString(),
            libraries.toString());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("HADOOP_CONF_DIR");
    builder.environment().put("JAVA_HOME", java);
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("hadoop.log").toFile());
  }

  private static Path ownCode() {
    try {
      return Path.of(DevHadoop.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean awaitFile(Path file) {
    long deadline = System.nanoTime() + START_DEADLINE.toNanos();
    while (!Files.exists(file)) {
      if (System.nanoTime() > deadline || ended(Duration.ofMillis(POLL_MILLIS))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The value for {@code HADOOP_CONF_DIR}: a directory with {@code core-site.xml} and similar
   * files.
   */
  public Path conf() {
    return folder.resolve(HadoopMain.CONF);
  }

  /** The value for {@code java.security.krb5.conf}, if it is secure. */
  public Path krb5Conf() {
    return folder.resolve(SecureRealm.FOLDER).resolve("krb5.conf");
  }

  /** The keytab of a user, if it is secure: {@code alice} or {@code bob} of EXAMPLE.COM. */
  public Path keytab(String user) {
    return folder.resolve(SecureRealm.FOLDER).resolve("keytabs").resolve(user + ".keytab");
  }

  /** The servers' log; the containers' logs are below the folder, too. */
  public Path log() {
    return folder.resolve("hadoop.log");
  }

  /** Stops one of the data nodes at once; its blocks stay on its disk. */
  public void stopDataNode() {
    order(Orders.STOP_DATA_NODE);
  }

  /** Starts the stopped data node, and returns when it is registered. */
  public void startDataNode() {
    order(Orders.START_DATA_NODE);
  }

  /** Stops the name node: connections are refused. */
  public void stopNameNode() {
    order(Orders.STOP_NAME_NODE);
  }

  /** Starts the name node on the same port, and returns when it has left safe mode. */
  public void startNameNode() {
    order(Orders.START_NAME_NODE);
  }

  /** The process of all servers. */
  public ProcessHandle servers() {
    return process.toHandle();
  }

  private synchronized void order(String what) {
    orders++;
    Path answer = folder.resolve(HadoopMain.ANSWERS).resolve(Integer.toString(orders));
    try {
      process
          .getOutputStream()
          .write(String.format(Locale.ROOT, "%d %s%n", orders, what).getBytes(UTF_8));
      process.getOutputStream().flush();
      if (!awaitFile(answer)) {
        throw new IllegalStateException("Hadoop does not " + what + ": see " + log());
      }
      String said = Files.readString(answer);
      if (!said.isEmpty()) {
        throw new IllegalStateException("Hadoop cannot " + what + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Hadoop no longer listens: see " + log(), e);
    }
  }

  /** Ends servers and containers at once, as a power failure would. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
    if (!ended(STOP_DEADLINE)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private boolean ended(Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Hadoop", e);
    }
  }
}
