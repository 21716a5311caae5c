package io.camus.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Which timestamp format was probably meant, for messages. Nothing is read by it. */
public final class FormatGuess {
  private FormatGuess() {}

  /**
   * The format in which a value is a moment: ISO 8601, or a unit by the number of digits; empty if
   * neither reads it.
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
   * The unit that numbers have in truth, if a moment is wrong that was read from one.
   *
   * @param format as it is set
   * @param wrong what it made of a number
   * @return empty if the format reads no numbers, or if no other unit makes more of it
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
