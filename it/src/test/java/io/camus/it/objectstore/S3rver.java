package io.camus.it.objectstore;

import io.camus.it.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** s3rver, a server with the API of S3 that ignores conditions; npm installs it into a folder. */
final class S3rver implements AutoCloseable {
  static final String KEY = "S3RVER";

  private static final String PACKAGE = "s3rver@3.7.1";
  private static final int INSTALL_MINUTES = 3;
  private static final int START_TRIES = 300;
  private static final int PAUSE_MILLIS = 100;

  private final Process process;
  private final int port;

  private S3rver(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether npm is there; without it, continuous integration fails. */
  static boolean canBeInstalled() {
    try {
      return new ProcessBuilder("npm", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        throw new AssertionError("npm is missing", e);
      }
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Installs and starts it.
   *
   * @param bucket that it has
   */
  static S3rver start(Path folder, String bucket) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Process npm =
        process(folder, "npm", "install", "--no-audit", "--no-fund", "--prefix", ".", PACKAGE);
    if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new AssertionError("npm cannot install " + PACKAGE + ": see " + log(folder));
    }
    int port = FreePort.next();
    Path data = Files.createDirectories(folder.resolve("data"));
    S3rver server =
        new S3rver(
            process(
                folder,
                "node",
                "node_modules/s3rver/bin/s3rver.js",
                "-d",
                data.toString(),
                "-a",
                "127.0.0.1",
                "-p",
                String.format(Locale.ROOT, "%d", port),
                "--configure-bucket",
                bucket),
            port);
    server.awaitPort(folder);
    return server;
  }

  private static Process process(Path folder, String... command) throws IOException {
    return new ProcessBuilder(List.of(command))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
        .start();
  }

  private static Path log(Path folder) {
    return folder.resolve("server.log");
  }

  private void awaitPort(Path folder) throws InterruptedException {
    for (int tries = 0; tries < START_TRIES && process.isAlive(); tries++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        Thread.sleep(PAUSE_MILLIS); // It does not listen yet.
      }
    }
    close();
    throw new AssertionError("s3rver did not start: see " + log(folder));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
