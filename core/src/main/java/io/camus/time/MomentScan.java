package io.camus.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** Parses a time from left to right: the parts that all formats share. */
abstract class MomentScan {
  private static final int SECONDS_PER_DAY = 86_400;

  private final String text;
  private int at;
  private int secondOfDay;
  private int millis;
  private ZoneId zone;

  MomentScan(String text) {
    this.text = text;
  }

  /** Accepts the parsed day with the parsed clock and zone. */
  final boolean accept(long epochDay, ZoneId defaultZone, EventTime into) {
    long shown = epochDay * SECONDS_PER_DAY + secondOfDay;
    int offset = offsetSeconds(shown, zone == null ? defaultZone : zone);
    return into.accept((shown - offset) * 1000 + millis);
  }

  /** The UTC offset of a zone at a local time, in seconds. */
  static int offsetSeconds(long shownSecond, ZoneId zone) {
    ZoneOffset offset =
        zone instanceof ZoneOffset fixed
            ? fixed
            : zone.getRules()
                .getOffset(LocalDateTime.ofEpochSecond(shownSecond, 0, ZoneOffset.UTC));
    return offset.getTotalSeconds();
  }

  /**
   * Reads {@code HH[:mm[:ss[.SSS]]] [AM]}, also without colons; 24:00 is the day's end, 60 a leap
   * second. False if it is not one.
   */
  final boolean clock(char separator) {
    int hour = number(1, 2);
    int minute = 0;
    int second = 0;
    boolean shortHour = !Character.isDigit(peek(-2));
    boolean separated = take(separator);
    if (shortHour && !separated) {
      return false;
    }
    if (separated || nextIsDigit()) {
      minute = number(2, 2);
      if (separated ? take(separator) : nextIsDigit()) {
        second = number(2, 2);
        if (isDigit(peek(1)) && (take('.') || take(','))) {
          fraction();
        }
      }
    }
    if (hour < 0 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      return false;
    }
    int half = halfOfDay();
    if (half >= 0) {
      if (hour < 1 || hour > 12) {
        return false;
      }
      hour = hour % 12 + half;
    }
    secondOfDay = hour * 3600 + minute * 60 + second;
    return hour < 24 || (secondOfDay == SECONDS_PER_DAY && millis == 0);
  }

  private void fraction() {
    int digits = 0;
    for (; nextIsDigit(); digits++) {
      int digit = text.charAt(at++) - '0';
      if (digits < 3) {
        millis = millis * 10 + digit;
      }
    }
    for (int i = digits; i < 3; i++) {
      millis *= 10;
    }
  }

  /** Reads AM or PM; returns the hours to add, or a negative number if it is neither. */
  private int halfOfDay() {
    int before = at;
    skipSpaces();
    char half = at < text.length() ? Character.toUpperCase(text.charAt(at)) : ' ';
    if (half == 'A' || half == 'P') {
      at++;
      take('.');
      if (take('M') || take('m')) {
        take('.');
        if (!nextIsLetter()) {
          return half == 'A' ? 0 : 12;
        }
      }
    }
    at = before;
    return -1;
  }

  /**
   * Reads a zone: {@code Z}, {@code UTC}, {@code GMT+1}, {@code +01:00}, {@code Europe/Paris},
   * {@code [Europe/Paris]}. What repeats an offset behind it in letters is left out. False if it is
   * not one, or if there was one before.
   */
  final boolean zone() {
    if (zone != null) {
      return false;
    }
    if (nextIs('[')) {
      zone = bracketed();
      return zone != null;
    }
    if (nextIsSign()) {
      zone = offset();
      return zone != null && repeated();
    }
    int start = at;
    String word = word();
    if (word.equalsIgnoreCase("Z") || isUtc(word)) {
      zone = ZoneOffset.UTC;
      if (isUtc(word) && nextIsSign()) {
        zone = offset();
      }
      return zone != null && repeated();
    }
    at = start;
    zone = region();
    return zone != null;
  }

  private static boolean isUtc(String word) {
    return word.equalsIgnoreCase("UTC")
        || word.equalsIgnoreCase("GMT")
        || word.equalsIgnoreCase("UT");
  }

  /** Skips a zone name after an offset; false if it contradicts the offset. */
  private boolean repeated() {
    if (nextIs('[')) {
      return bracketed() != null;
    }
    int before = at;
    skipSpaces();
    if (at == before || at == text.length()) {
      return true;
    }
    if (nextIs('(')) {
      at = text.indexOf(')', at) + 1;
      return at > 0;
    }
    if (nextIsSign()) {
      // Go writes numbers for zones without letters.
      return zone.equals(offset());
    }
    int start = at;
    String word = word();
    if (word.length() < 2 || word.length() > 5 || !word.equals(word.toUpperCase(Locale.ROOT))) {
      at = before;
    } else if (isUtc(word) && !zone.equals(ZoneOffset.UTC)) {
      at = start;
      return false;
    }
    return true;
  }

  /** Reads {@code +HH[:mm[:ss]]}, also without colons; null if it is not one. */
  private ZoneOffset offset() {
    boolean negative = text.charAt(at++) != '+';
    int hours = number(1, 2);
    int minutes = 0;
    int seconds = 0;
    boolean colons = take(':');
    if (colons || nextIsDigit()) {
      minutes = number(2, 2);
      if (colons ? take(':') : nextIsDigit()) {
        seconds = number(2, 2);
      }
    }
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) {
      return null;
    }
    int total = hours * 3600 + minutes * 60 + seconds;
    return total > 18 * 3600 ? null : ZoneOffset.ofTotalSeconds(negative ? -total : total);
  }

  private ZoneId bracketed() {
    int end = text.indexOf(']', at);
    if (end < 0) {
      return null;
    }
    String name = text.substring(at + 1, end);
    at = end + 1;
    return zoneOf(name);
  }

  private ZoneId region() {
    int end = at;
    while (end < text.length() && text.charAt(end) != ' ') {
      end++;
    }
    String name = text.substring(at, end);
    at = end;
    return name.indexOf('/') > 0 ? zoneOf(name) : null;
  }

  private static ZoneId zoneOf(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Skips Go's monotonic clock reading: {@code m=+0.012}. */
  final void monotonicClock() {
    if (text.startsWith(" m=", at)) {
      int end = at + 4;
      while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
        end++;
      }
      at = end;
    }
  }

  /** Reads a number with a range of digits, greedily; negative if there are fewer. */
  final int number(int least, int most) {
    int value = 0;
    int from = at;
    while (at - from < most && nextIsDigit()) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    if (at - from < least) {
      at = from;
      return -1;
    }
    return value;
  }

  /** Reads letters, greedily. */
  final String word() {
    int from = at;
    while (nextIsLetter()) {
      at++;
    }
    return text.substring(from, at);
  }

  /** The number of digits from here on. */
  final int digits() {
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end - at;
  }

  /** The character at a distance; 0 after the end. */
  final char peek(int ahead) {
    int place = at + ahead;
    return place >= 0 && place < text.length() ? text.charAt(place) : 0;
  }

  final boolean take(char expected) {
    if (nextIs(expected)) {
      at++;
      return true;
    }
    return false;
  }

  final void skipSpaces() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\u00A0' || c == '\u202F';
  }

  final boolean atEnd() {
    return at == text.length();
  }

  final boolean nextIsDigit() {
    return at < text.length() && isDigit(text.charAt(at));
  }

  final boolean nextIsSign() {
    return nextIs('+') || nextIs('-') || nextIs('\u2212');
  }

  final boolean nextIsLetter() {
    char c = at < text.length() ? text.charAt(at) : ' ';
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private boolean nextIs(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
