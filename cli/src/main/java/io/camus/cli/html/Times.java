package io.camus.cli.html;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in the zone of the page, so that the script needs no zones. */
final class Times {
  private final ZoneId zone;
  private final DateTimeFormatter minute;
  private final DateTimeFormatter second;

  Times(ZoneId zone) {
    this.zone = zone;
    this.minute = formatter("uuuu-MM-dd HH:mm");
    this.second = formatter("uuuu-MM-dd HH:mm:ss");
  }

  private DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
  }

  /** The zone's name. */
  String zone() {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** {@code 2026-11-22 14:00}. */
  String minute(Instant instant) {
    return minute.format(instant);
  }

  /** {@code 2026-11-22 14:00:59}. */
  String second(Instant instant) {
    return second.format(instant);
  }
}
