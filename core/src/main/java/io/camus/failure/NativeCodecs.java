package io.camus.failure;

import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.xerial.snappy.SnappyError;
import org.xerial.snappy.SnappyErrorCode;

/**
 * The native libraries of snappy and zstandard, and the directories that they are unpacked to when
 * they are first used. Kafka's client reads compressed batches with them, too. (LZ4 goes on in Java
 * without its library.)
 */
public final class NativeCodecs {
  private static final String TEMPORARY = "java.io.tmpdir";
  private static final String SNAPPY = "org.xerial.snappy.tempdir";
  private static final String ZSTANDARD = "ZstdTempFolder";
  private static final long NEEDED_BYTES = 4L << 20;

  private NativeCodecs() {}

  /**
   * Refuses a process that could not unpack the libraries; none of them is loaded.
   *
   * @throws ConfigurationException naming the directory, what is wrong with it and what to set
   */
  public static void requireUsable() {
    Optional<String> problem = problem();
    if (problem.isPresent()) {
      throw new ConfigurationException(problem.get());
    }
  }

  /**
   * What is wrong with a directory that the libraries are unpacked to; empty if nothing is. Every
   * start asks, so that this loads next to no classes.
   */
  public static Optional<String> problem() {
    Optional<String> problem = problem(SNAPPY);
    return problem.isPresent() ? problem : problem(ZSTANDARD);
  }

  private static Optional<String> problem(String own) {
    String property = System.getProperty(own) == null ? TEMPORARY : own;
    String folder = System.getProperty(property);
    Optional<String> fault = fault(Path.of(folder));
    if (fault.isEmpty()) {
      return fault;
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s = %s %s, and the native libraries of snappy and zstandard are unpacked there; %s",
            property,
            folder,
            fault.get(),
            advice()));
  }

  private static Optional<String> fault(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.of("does not exist");
    }
    Path probe = folder.resolve(".camus-" + System.nanoTime());
    try {
      Files.createFile(
          probe,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (!Files.isExecutable(probe)) {
        return Optional.of("is mounted noexec");
      }
      return folder.toFile().getUsableSpace() < NEEDED_BYTES
          ? Optional.of("is full")
          : Optional.empty();
    } catch (UnsupportedOperationException e) {
      return Optional.empty(); // A file system without such permissions does not refuse them.
    } catch (IOException e) {
      return Optional.of(String.format(Locale.ROOT, "cannot be written to (%s)", reason(e)));
    } finally {
      delete(probe);
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException named && named.getReason() != null
        ? named.getReason()
        : e.getClass().getSimpleName();
  }

  private static void delete(Path probe) {
    try {
      Files.deleteIfExists(probe);
    } catch (IOException e) {
      // An empty file stays in a temporary directory.
    }
  }

  private static String advice() {
    return "set -Djava.io.tmpdir=<directory that may hold programs> in CAMUS_OPTS, on YARN in"
        + " mapreduce.map.java.opts";
  }

  /** Whether a failure says that a library could not be loaded, and nothing of the data. */
  public static boolean isMissing(Throwable failure) {
    return RootCause.chain(failure)
        .anyMatch(
            at ->
                at instanceof LinkageError
                    || (at instanceof SnappyError error
                        && (error.errorCode == SnappyErrorCode.FAILED_TO_LOAD_NATIVE_LIBRARY
                            || error.errorCode == SnappyErrorCode.UNSUPPORTED_PLATFORM)));
  }

  /** A sentence on such a failure: its cause, and what to do. */
  public static String why(Throwable failure) {
    return "the native library of a codec cannot be loaded, which says nothing of the data: "
        + problem().orElseGet(() -> RootCause.line(failure) + "; " + advice());
  }
}
