package io.camus.staging;

import io.camus.model.CamusException;
import io.camus.model.PlugInException;
import io.camus.model.Unfinished;
import io.camus.model.Unfinished.Reason;
import java.io.IOError;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An unexpected exception of the code for one topic: the topic's ranges end, while the other topics
 * continue.
 */
public final class TopicFault {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFault.class);
  private static final int DEEPEST = 100;
  private static final int LONGEST = 100;

  private TopicFault() {}

  /** Whether the other topics can continue: neither the shared store nor the thread is affected. */
  static boolean isSurvived(Throwable thrown) {
    Throwable root = root(thrown);
    return cause(thrown, StagingException.class).isEmpty()
        && (cause(thrown, PlugInException.class).isPresent()
            || !(root instanceof Error)
            || root instanceof VirtualMachineError
            || root instanceof LinkageError
            || root instanceof ServiceConfigurationError
            || root instanceof IOError);
  }

  /**
   * The message.
   *
   * @param doing what failed, for example {@code decoding}
   * @param thrown rethrown if it is fatal
   */
  public static Unfinished of(String doing, Throwable thrown) {
    if (!isSurvived(thrown)) {
      throw goesOn(thrown);
    }
    LOG.debug("{} failed", doing, thrown);
    Optional<PlugInException> ofPlugIn = cause(thrown, PlugInException.class);
    if (ofPlugIn.isPresent()) {
      return new Unfinished(Reason.FAULT, doing + " failed: " + ofPlugIn.get().getMessage());
    }
    if (thrown instanceof CamusException) {
      return new Unfinished(Reason.FAULT, doing + " failed: " + thrown.getMessage());
    }
    Throwable root = root(thrown);
    if (root instanceof OutOfMemoryError) {
      return fault(
          "%s failed: out of memory (%s); give the process a larger heap, or lower"
              + " camus.output.open.bytes",
          doing, text(root));
    }
    if (cause(thrown, LinkageError.class).isPresent()) {
      return fault(
          "%s failed: a class or native library cannot be loaded (%s); check the installation and"
              + " java.io.tmpdir",
          doing, named(root));
    }
    return new Unfinished(
        Reason.BUG,
        String.format(
            Locale.ROOT,
            "%s failed: %s%s; this is a bug in Camus, please report it",
            doing,
            named(root),
            place(root)));
  }

  /** A fatal exception as an unchecked one. */
  private static RuntimeException goesOn(Throwable thrown) {
    Optional<StagingException> ofStore = cause(thrown, StagingException.class);
    if (ofStore.isPresent()) {
      return new UncheckedIOException(ofStore.get());
    }
    throw (Error) root(thrown);
  }

  private static Unfinished fault(String message, String doing, String what) {
    return new Unfinished(Reason.FAULT, String.format(Locale.ROOT, message, doing, what));
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
      root = root.getCause();
    }
    return root;
  }

  /** The outermost cause of a kind, including the exception itself. */
  private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> kind) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }

  private static String named(Throwable root) {
    String text = text(root);
    return root.getClass().getSimpleName() + (text.isEmpty() ? "" : ": " + text);
  }

  private static String text(Throwable root) {
    String message = root.getMessage() == null ? "" : root.getMessage();
    String line = message.strip().replaceAll("\\s*\\R\\s*", "; ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }

  /** Where it was thrown, for a bug report. */
  private static String place(Throwable root) {
    StackTraceElement[] frames = root.getStackTrace();
    return frames.length == 0
        ? ""
        : String.format(
            Locale.ROOT, " in %s:%d", frames[0].getClassName(), frames[0].getLineNumber());
  }
}
