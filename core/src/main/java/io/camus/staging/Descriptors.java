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
 * The file descriptors of this process, including sockets: the limit ({@code ulimit -n}) and how
 * many are left. Read from Linux's {@code /proc}; elsewhere unlimited.
 */
public interface Descriptors {

  /** The limit of this process; {@link Long#MAX_VALUE} if unknown. */
  long limit();

  /** How many are left. */
  long free();

  /** The limit for people. */
  default String inWords() {
    return limit() == Long.MAX_VALUE
        ? "this process may not open enough files (ulimit -n)"
        : String.format(Locale.ROOT, "this process may open %d files (ulimit -n)", limit());
  }

  /**
   * Whether a call failed because there was none left. The system's message depends on its locale.
   */
  default boolean ranOut(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("Too many open files") || free() <= 2;
  }

  /** The failure, with advice if there was no descriptor left. */
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

  /** For an unknown limit. */
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

    /** Read early, since reading needs a descriptor. */
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
      String[] taken =
          new File("/proc/self/fd").list(); // null if there is no descriptor to list them
      return taken == null ? 0 : limit - taken.length;
    }
  }
}
