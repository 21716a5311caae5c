package io.camus.time;

import java.time.ZoneId;

/**
 * A date with an optional time and zone in ISO 8601, RFC 3339, and other unambiguous formats: years
 * first ({@code 2026-11-22T14:10:05.123+01:00[Europe/Paris]}, {@code 2026-11-22 14:10:05 UTC},
 * {@code 20261122T141005Z}, {@code 2026-W47-7}, {@code 2026-326}), or with the month's English name
 * ({@code Sun, 22 Nov 2026 14:10:05 GMT}). In numeric dates the year must come first: {@code
 * 11/22/2026} is refused.
 *
 * <p>Without a time it is midnight. An offset takes precedence over a zone after it; without both,
 * the default zone applies. Fractions beyond milliseconds are truncated.
 */
final class IsoTime extends TimestampFormat {
  IsoTime(ZoneId zone) {
    super(zone);
  }

  @Override
  public boolean read(String text, EventTime into) {
    if (UsualIso.read(text, zone(), into)) {
      return true;
    }
    String stripped = text.strip();
    return new YearFirst(stripped).read(zone(), into)
        || new NamedMonth(stripped).read(zone(), into);
  }
}
