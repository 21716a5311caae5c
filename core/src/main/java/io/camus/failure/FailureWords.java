package io.camus.failure;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes one exception on one line, without its causes. Many exceptions about files and hosts
 * have only a name as their message, and Hadoop's contain a server stack trace.
 */
final class FailureWords {
  private static final Pattern TRACE =
      Pattern.compile("(?s)\\R\\s*(?:at |Caused by: |\\.\\.\\. ).*");
  private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");
  private static final Pattern CLASS_NAME =
      Pattern.compile("^(?:[a-z][A-Za-z0-9_]*\\.)+[A-Z][A-Za-z0-9_$]*(?:Exception|Error): ");
  private static final Pattern PATH = Pattern.compile("\\S*/\\S*");

  /** Hadoop's, which is not a dependency of this module. */
  private static final String REMOTE = "RemoteException";

  private static final Pattern PRINTED = Pattern.compile("java\\.nio\\.file\\.(\\w+): (\\S+)");
  private static final String NO_SUCH_FILE = "no such file or directory";
  private static final int DEEPEST = 100;

  private FailureWords() {}

  static String of(Throwable wrapped) {
    Throwable thrown = unwrapped(wrapped);
    if (thrown instanceof FileSystemException failed) {
      return aboutFile(failed);
    }
    String message = thrown.getMessage();
    if (message == null || message.isBlank()) {
      return withoutMessage(thrown);
    }
    if (thrown instanceof UnknownHostException && !message.contains(" ")) {
      return "the host " + message + " is unknown";
    }
    if (thrown instanceof CharacterCodingException) {
      return "it is not text in the expected encoding";
    }
    if (thrown instanceof ClassNotFoundException || thrown instanceof NoClassDefFoundError) {
      return "the class " + message.replace('/', '.') + " is missing";
    }
    String line = line(thrown, message);
    return PATH.matcher(line).matches() ? line + ": " + kind(thrown) : line;
  }

  /** The same for an exception printed by another process. */
  static String ofPrinted(String line) {
    Matcher printed = PRINTED.matcher(line.strip());
    return printed.matches()
        ? reason(printed.group(1)).map(why -> printed.group(2) + ": " + why).orElse(line)
        : line;
  }

  /** Removes a wrapper that adds no information. */
  private static Throwable unwrapped(Throwable wrapped) {
    Throwable thrown = wrapped;
    for (int depth = 0; depth < DEEPEST && thrown.getCause() != null; depth++) {
      String message = thrown.getMessage();
      if (message != null && !message.equals(thrown.getCause().toString())) {
        return thrown;
      }
      thrown = thrown.getCause();
    }
    return thrown;
  }

  private static String aboutFile(FileSystemException failed) {
    String file = String.valueOf(failed.getFile());
    String reason =
        failed.getReason() == null || failed.getReason().isBlank()
            ? reason(failed.getClass().getSimpleName()).orElseGet(() -> kind(failed))
            : oneLine(failed.getReason());
    if (reason.contains(file)) {
      return reason;
    }
    return (failed.getOtherFile() == null ? file : file + " -> " + failed.getOtherFile())
        + ": "
        + reason;
  }

  /** The meaning of a {@code java.nio.file} exception class; empty for other classes. */
  private static Optional<String> reason(String simpleName) {
    return switch (simpleName) {
      case "AccessDeniedException" ->
          Optional.of("permission denied for user " + System.getProperty("user.name"));
      case "NoSuchFileException" -> Optional.of(NO_SUCH_FILE);
      case "FileAlreadyExistsException" -> Optional.of("it already exists");
      case "NotDirectoryException" -> Optional.of("it is a file, but must be a directory");
      case "DirectoryNotEmptyException" -> Optional.of("the directory is not empty");
      case "FileSystemLoopException" -> Optional.of("its symbolic links form a loop");
      default -> Optional.empty();
    };
  }

  private static String withoutMessage(Throwable thrown) {
    if (thrown instanceof EOFException) {
      return "it ends unexpectedly";
    }
    if (thrown instanceof InterruptedException
        || thrown instanceof InterruptedIOException
        || thrown instanceof ClosedByInterruptException) {
      return "interrupted";
    }
    if (thrown instanceof ClosedChannelException) {
      return "it was closed in the meantime";
    }
    return thrown instanceof TimeoutException ? "no answer in time" : kind(thrown);
  }

  private static String kind(Throwable thrown) {
    return thrown instanceof FileNotFoundException
        ? NO_SUCH_FILE
        : thrown.getClass().getSimpleName();
  }

  private static String line(Throwable thrown, String message) {
    return thrown.getClass().getSimpleName().equals(REMOTE)
        ? oneLine(message.strip().lines().findFirst().orElse(REMOTE))
        : oneLine(message);
  }

  private static String oneLine(String text) {
    String line = LINE_BREAK.matcher(TRACE.matcher(text.strip()).replaceFirst("")).replaceAll("; ");
    return CLASS_NAME.matcher(line).replaceFirst("");
  }
}
