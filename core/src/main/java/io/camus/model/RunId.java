package io.camus.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The unique name of one run; sorts by start time.
 *
 * @param value for example {@code 2026-11-22-14-05-59-3f09ac}, in UTC
 */
public record RunId(String value) implements Comparable<RunId> {
  private static final Pattern SHAPE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d-\\d\\d-\\d\\d-\\d\\d-[0-9a-f]{6}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  public RunId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a run id: " + value);
    }
  }

  /** A new id for a run that starts now. */
  public static RunId create(Instant now, RandomGenerator random) {
    return new RunId(
        TIME.format(now) + String.format(Locale.ROOT, "-%06x", random.nextInt(1 << 24)));
  }

  /** Whether a directory name is the name of a run. */
  public static boolean matches(String name) {
    return SHAPE.matcher(name).matches();
  }

  /** When the run started, to the second. */
  public Instant startedAt() {
    return TIME.parse(value.substring(0, 19), Instant::from);
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
