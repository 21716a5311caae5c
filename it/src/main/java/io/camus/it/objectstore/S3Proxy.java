package io.camus.it.objectstore;

import io.camus.it.process.ForeignServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** S3Proxy, an object store with the API of S3, in a child process. */
public final class S3Proxy implements AutoCloseable {
  public static final String ACCESS_KEY = "local-access";
  public static final String SECRET_KEY = "local-secret";

  private static final String LOGGING =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d %-5level %logger{20} %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="out"/></root>
      </configuration>
      """;

  private final ForeignServer server;
  private final Path objects;

  private S3Proxy(ForeignServer server, Path objects) {
    this.server = server;
    this.objects = objects;
  }

  /**
   * The directory of its jars: the system property {@code camus.s3proxy.lib}, else {@code
   * it/s3proxy/target/lib} of the source tree. It may be missing.
   */
  public static Path libraries() {
    String named = System.getProperty("camus.s3proxy.lib");
    return named == null ? sources().resolve("it/s3proxy/target/lib") : Path.of(named);
  }

  /** The source tree that this code was built in, or the current directory. */
  private static Path sources() {
    try {
      Path code =
          Path.of(S3Proxy.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      while (code != null && !Files.exists(code.resolve("it/s3proxy/pom.xml"))) {
        code = code.getParent();
      }
      return code == null ? Path.of("").toAbsolutePath() : code;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether its jars are there. */
  public static boolean isThere() {
    return Files.isDirectory(libraries());
  }

  /**
   * Starts a server whose objects are files below its folder.
   *
   * @param libraries the directory of its jars
   * @param folder its working folder; created if missing
   */
  public static S3Proxy start(Path libraries, Path folder) {
    Path objects = folder.resolve("objects").toAbsolutePath();
    return start(
        libraries,
        folder,
        objects,
        String.format(
            Locale.ROOT,
            """
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """,
            ACCESS_KEY,
            SECRET_KEY,
            objects));
  }

  /**
   * Starts a server whose objects are in memory, so that file names set no limits. It needs no
   * credentials.
   *
   * @param libraries the directory of its jars
   * @param folder its working folder; created if missing
   */
  public static S3Proxy startInMemory(Path libraries, Path folder) {
    return start(
        libraries,
        folder,
        folder,
        """
        s3proxy.authorization=none
        jclouds.provider=transient-nio2
        """);
  }

  private static S3Proxy start(Path libraries, Path folder, Path objects, String settings) {
    Path logging = folder.resolve("logback.xml").toAbsolutePath();
    try {
      Files.createDirectories(objects);
      Files.writeString(logging, LOGGING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new S3Proxy(
        ForeignServer.start(
            folder,
            new ForeignServer.Recipe(
                "S3Proxy",
                libraries.toAbsolutePath() + "/*",
                "org.gaul.s3proxy.Main",
                port -> List.of("-Xmx256m", "-Dlogback.configurationFile=" + logging),
                port -> List.of("--properties", properties(folder, port, settings)),
                "/")),
        objects);
  }

  private static String properties(Path folder, int port, String settings) {
    Path file = folder.resolve("s3proxy.properties").toAbsolutePath();
    try {
      Files.writeString(file, "s3proxy.endpoint=http://127.0.0.1:" + port + "\n" + settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toString();
  }

  /** The folder of a bucket's objects, of a server with files below a folder. */
  public static Path objects(Path folder, String bucket) {
    return folder.resolve("objects").resolve(bucket).toAbsolutePath();
  }

  /** Creates a bucket of a server with files; the folder of its objects. */
  public Path bucket(String name) {
    try {
      return Files.createDirectories(objects.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address. */
  public URI url() {
    return server.url();
  }

  /** The settings with which Camus uses it. */
  public Map<String, String> settings() {
    return Map.of(
        "camus.s3.endpoint", url().toString(),
        "camus.s3.access.key", ACCESS_KEY,
        "camus.s3.secret.key", SECRET_KEY);
  }

  /** Keeps it running when this process ends. */
  public void keep() {
    server.keep();
  }

  /** Its process. */
  public ProcessHandle process() {
    return server.process();
  }

  @Override
  public void close() {
    server.close();
  }
}
