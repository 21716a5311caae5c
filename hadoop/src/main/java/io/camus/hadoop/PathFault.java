package io.camus.hadoop;

import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.hdfs.protocol.UnresolvedPathException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/**
 * What a failure at a path means before anything was touched: either the path, its owner or its
 * mode is wrong until a person changes it, or the file system has failed and may work again.
 */
final class PathFault {
  /** What systems say of paths that stay wrong, where Java has no exception for it. */
  private static final List<String> LASTING =
      List.of(
          "Read-only file system",
          "Too many levels of symbolic links",
          "File name too long",
          "Not a directory",
          "Is a directory",
          "Permission denied",
          "Operation not permitted");

  private PathFault() {}

  /** The exception to throw: that of a wrong configuration if only a person can help. */
  static CamusException of(NamedPath path, IOException thrown) {
    String why = RootCause.line(thrown);
    return isLasting(thrown)
        ? new ConfigurationException(
            String.format(Locale.ROOT, "%s cannot be used: %s. %s.", path, why, remedy(thrown)),
            thrown)
        : new StorageException(
            path + " cannot be used now: " + why + ". Fix this, then run again.", thrown);
  }

  private static String remedy(IOException thrown) {
    return isDenied(thrown)
        ? "Allow this user there, run as another one, or set another path"
        : "Change that, or set another path";
  }

  private static boolean isDenied(Throwable thrown) {
    return thrown instanceof AccessDeniedException || thrown instanceof AccessControlException;
  }

  private static boolean isLasting(IOException thrown) {
    return isDenied(thrown)
        || thrown instanceof NotDirectoryException
        || thrown instanceof FileAlreadyExistsException
        || thrown instanceof FileSystemLoopException
        || thrown instanceof AtomicMoveNotSupportedException
        || thrown instanceof ParentNotDirectoryException
        || (thrown instanceof RemoteException remote
            && remote.getClassName().contains("FSLimitException"))
        || thrown instanceof UnresolvedPathException
        || (thrown instanceof FileSystemException failed
            && failed.getReason() != null
            && LASTING.stream().anyMatch(failed.getReason()::startsWith));
  }
}
