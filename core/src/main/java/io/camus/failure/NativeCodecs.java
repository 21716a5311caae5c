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
 * The native libraries of snappy and zstandard, and the directories to which they are unpacked on
 * first use. Kafka's client needs them for compressed batches, too. (LZ4 falls back to Java.)
 */
public final class NativeCodecs {
  private static final String TEMPORARY = "java.io.tmpdir";
  private static final String SNAPPY = "org.xerial.snappy.tempdir";
  private static final String ZSTANDARD = "ZstdTempFolder";
  private static final long NEEDED_BYTES = 4L << 20;

  private NativeCodecs() {}

  /**
   * Fails if the libraries cannot be unpacked; loads none of them.
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
   * What is wrong with a directory for unpacked libraries; empty if nothing is. Called at every
   * start, so it loads hardly any classes.
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
            "%s = %s %s, but the native libraries of snappy and zstandard are unpacked there; %s",
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
      return Optional.empty(); // A file system without permissions does not refuse them.
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
      // Leaves an empty file in a temporary directory.
    }
  }

  private static String advice() {
    return "set -Djava.io.tmpdir=<directory that allows execution> in CAMUS_OPTS, on YARN in"
        + " mapreduce.map.java.opts";
  }

  /** Whether a library could not be loaded, as opposed to bad data. */
  public static boolean isMissing(Throwable failure) {
    return RootCause.chain(failure)
        .anyMatch(
            at ->
                at instanceof LinkageError
                    || (at instanceof SnappyError error
                        && (error.errorCode == SnappyErrorCode.FAILED_TO_LOAD_NATIVE_LIBRARY
                            || error.errorCode == SnappyErrorCode.UNSUPPORTED_PLATFORM)));
  }

  /** Describes such a failure: its cause, and what to do. */
  public static String why(Throwable failure) {
    return "the native library of a codec cannot be loaded (the data may be fine): "
        + problem().orElseGet(() -> RootCause.line(failure) + "; " + advice());
  }
}
