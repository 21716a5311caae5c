package io.camus.it.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The jars of what our runs are measured against, a folder each. Maven downloads them when they are
 * needed for the first time, and again after a change of that folder.
 *
 * @param root the folder {@code it/peers}
 * @param progress takes a line before Maven starts
 */
record PeerLibraries(Path root, Consumer<String> progress) {
  private static final Duration DEADLINE = Duration.ofMinutes(30);
  private static final String TARGET = "target";

  /** Those of the source tree that the jar of this class was built in. */
  static PeerLibraries locate(Consumer<String> progress) {
    try {
      Path jar =
          Path.of(PeerLibraries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new PeerLibraries(jar.resolve("../../../../../it/peers").normalize(), progress);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The folder with the jars of a peer.
   *
   * @param name of its folder
   * @throws IllegalStateException if Maven fails or takes longer than 30 minutes; names its log
   */
  Path of(String name) throws IOException, InterruptedException {
    Path peer = root.resolve(name);
    if (!Files.exists(peer.resolve("pom.xml"))) {
      throw new IllegalStateException(
          peer + " is missing; `bench --peers` works only in the source tree, as ./camus bench");
    }
    Path outputs = Files.createDirectories(root.resolve(TARGET));
    Path stamp = outputs.resolve(name + ".fetched");
    if (!Files.exists(stamp) || isChangedSince(peer, stamp)) {
      progress.accept("Maven downloads " + name);
      fetch(peer, outputs.resolve(name + ".log"));
      Files.writeString(stamp, "");
    }
    return peer.resolve(TARGET).resolve("lib");
  }

  private boolean isChangedSince(Path peer, Path stamp) throws IOException {
    long made = Files.getLastModifiedTime(stamp).toMillis();
    try (Stream<Path> sources = Files.walk(peer)) {
      for (Path source : Stream.concat(Stream.of(root.resolve("pom.xml")), sources).toList()) {
        if (!source.startsWith(peer.resolve(TARGET))
            && Files.isRegularFile(source)
            && Files.getLastModifiedTime(source).toMillis() > made) {
          return true;
        }
      }
    }
    return false;
  }

  private void fetch(Path peer, Path log) throws IOException, InterruptedException {
    Path maven = root.resolve("../../mvnw").normalize();
    Process process =
        new ProcessBuilder(
                List.of(maven.toString(), "-q", "-B", "-f", peer.resolve("pom.xml").toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "Maven took longer than %s; see %s", DEADLINE, log));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "Maven failed for %s; see %s", peer, log));
    }
  }
}
