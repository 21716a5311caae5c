package io.camus.hadoop;

import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.objectstore.LastingFaultException;
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
 * Classifies a failure at a path before anything was touched: either the path, its owner or its
 * mode is wrong and a person must change it, or the file system has failed and may recover.
 */
final class PathFault {
  /** Systems' messages about permanent faults for which Java has no exception. */
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

  /** The exception to throw: a configuration error if only a person can fix it. */
  static CamusException of(NamedPath path, IOException thrown) {
    String why = RootCause.line(thrown);
    return isLasting(thrown)
        ? new ConfigurationException(
            String.format(Locale.ROOT, "%s cannot be used: %s%s", path, why, remedy(thrown)),
            thrown)
        : new StorageException(
            path + " cannot be used now: " + why + ". Fix this, then run again.", thrown);
  }

  private static String remedy(IOException thrown) {
    if (thrown instanceof LastingFaultException) {
      return ".";
    }
    return isDenied(thrown)
        ? ". Grant this user access, run as another user, or set another path."
        : ". Correct it, or set another path.";
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
