package io.camus.hadoop;

import io.camus.spi.StorePath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException;
import org.apache.hadoop.ipc.RemoteException;

/** Translates Hadoop's exceptions to those of {@link io.camus.spi.Store}. */
final class HadoopErrors {
  private HadoopErrors() {}

  /**
   * The exception to throw.
   *
   * @param paths the paths of the call, for the message
   */
  static IOException translate(IOException thrown, StorePath... paths) {
    IOException cause =
        thrown instanceof RemoteException remote ? remote.unwrapRemoteException() : thrown;
    if (cause instanceof FileNotFoundException) {
      return because(new NoSuchFileException(where(paths), null, firstLine(cause)), cause);
    }
    if (cause instanceof FileAlreadyExistsException
        || cause instanceof AlreadyBeingCreatedException) {
      return exists(cause, paths);
    }
    return cause;
  }

  /** The exception for a target that exists. */
  static IOException exists(IOException cause, StorePath... paths) {
    return because(
        new java.nio.file.FileAlreadyExistsException(where(paths), null, firstLine(cause)), cause);
  }

  private static String where(StorePath... paths) {
    return Arrays.stream(paths).map(StorePath::value).collect(Collectors.joining(" -> "));
  }

  private static IOException because(IOException translated, IOException cause) {
    translated.initCause(cause);
    return translated;
  }

  /** A name node's message contains its stack trace. */
  private static String firstLine(IOException cause) {
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getMessage().lines().findFirst().orElse("");
  }
}
