package io.camus.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Guesses the intended timestamp format, for messages only. */
public final class FormatGuess {
  private FormatGuess() {}

  /**
   * The format that can read a value: ISO 8601, or a unit by the number of digits; empty if neither
   * can.
   */
  public static Optional<String> of(String value) {
    if (new IsoTime(ZoneOffset.UTC).read(value, new EventTime())) {
      return Optional.of("ISO-8601");
    }
    try {
      return Optional.ofNullable(AutoTime.unitOf(Double.parseDouble(value))).map(FormatGuess::name);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * The likely unit of numbers, given a wrong time read from one.
   *
   * @param format the configured format
   * @param wrong the wrong time
   * @return empty if the format reads no numbers, or if no other unit is more plausible
   */
  public static Optional<String> insteadOf(String format, Instant wrong) {
    if (!(TimestampFormats.parse(format, ZoneOffset.UTC) instanceof UnixTime unix)) {
      return Optional.empty();
    }
    long number = unix.unit().convert(wrong.toEpochMilli(), TimeUnit.MILLISECONDS);
    return Optional.ofNullable(AutoTime.unitOf(number))
        .filter(better -> better != unix.unit())
        .map(FormatGuess::name);
  }

  private static String name(TimeUnit unit) {
    return "unix_" + unit.name().toLowerCase(Locale.ROOT);
  }
}
