package io.camus.staging;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file descriptors of this process, sockets included: how many it may have ({@code ulimit -n})
 * and how many are left. Known from Linux's {@code /proc}; elsewhere there seems to be no limit.
 */
public interface Descriptors {

  /** How many this process may have; {@link Long#MAX_VALUE} if that is not known. */
  long limit();

  /** How many are left. */
  long free();

  /** The limit for people. */
  default String inWords() {
    return limit() == Long.MAX_VALUE
        ? "this process may open too few files (ulimit -n)"
        : String.format(Locale.ROOT, "this process may open %d files (ulimit -n)", limit());
  }

  /**
   * Whether a call failed because there was none left. The message of the system is that of its
   * locale.
   */
  default boolean ranOut(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("Too many open files") || free() <= 2;
  }

  /** The failure, or one that says what to do if there was no descriptor left. */
  default IOException explain(IOException failure) {
    return !ranOut(failure) || String.valueOf(failure.getMessage()).contains("ulimit -n")
        ? failure
        : new IOException(
            String.format(
                Locale.ROOT,
                "%s; %s: raise the limit, or lower camus.output.open.files or camus.local.map.slots",
                failure.getMessage(),
                inWords()),
            failure);
  }

  /** Those of this process. */
  static Descriptors ofProcess() {
    return OfLinux.LIMIT.isPresent() ? new OfLinux(OfLinux.LIMIT.getAsLong()) : new Unlimited();
  }

  /** Where a limit is not known. */
  record Unlimited() implements Descriptors {
    @Override
    public long limit() {
      return Long.MAX_VALUE;
    }

    @Override
    public long free() {
      return Long.MAX_VALUE;
    }
  }

  /** Linux's. */
  record OfLinux(long limit) implements Descriptors {
    private static final Pattern SOFT_LIMIT = Pattern.compile("(?m)^Max open files\\s+(\\d+)");

    /** Read early, since reading takes a descriptor. */
    private static final OptionalLong LIMIT = softLimit();

    private static OptionalLong softLimit() {
      try {
        Matcher line =
            SOFT_LIMIT.matcher(
                Files.readString(Path.of("/proc/self/limits"), StandardCharsets.US_ASCII));
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
      } catch (IOException e) {
        return OptionalLong.empty();
      }
    }

    @Override
    public long free() {
      String[] taken = new File("/proc/self/fd").list(); // null if there is none to list them with
      return taken == null ? 0 : limit - taken.length;
    }
  }
}
