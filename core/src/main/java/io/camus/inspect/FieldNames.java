package io.camus.inspect;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Ranks fields by their names. A name only orders the proposals; the values decide whether a field
 * contains times.
 */
final class FieldNames {
  /** The least one is the best. */
  static final int NOT_OF_TIME = 9;

  /** Camus's default fields. */
  static final List<String> DEFAULTS = List.of("header.time", "timestamp");

  private static final Pattern OF_THE_EVENT =
      Pattern.compile(
          "(event|log|record|message|msg)?(time|timestamp|ts|date|datetime|tsms|timems|timestampms)"
              + "|at|when|occurr?ed(at|on)?|happened(at|on)?|created(at|on)?|eventat");
  private static final Pattern OF_WHAT_FOLLOWED =
      Pattern.compile(".*(updat|modif|chang|receiv|ingest|process|load|insert|publish|sent).*");
  private static final Pattern OF_SOMETHING_ELSE =
      Pattern.compile(
          ".*(expir|birth|dob|valid|due|until|deliver|start|end|begin|schedul|next|last|prev|since"
              + "|open|close|deadline|hire).*");
  private static final Pattern OF_TIME =
      Pattern.compile(".*(time|date|stamp|epoch|millis|moment).*");
  private static final Pattern OF_A_SPAN =
      Pattern.compile(".*(birth|dob|expir|due|until|since|deadline).*");
  private static final Pattern TS = Pattern.compile("(?i)(.*[_.-])?ts([_.-].*)?|.*[a-z]Ts");
  private static final Pattern AT = Pattern.compile("(?i)(.*[_.-])?at|.*[a-z]At");

  private FieldNames() {}

  /** The rank of a field as the event time, from 0 (most likely), by its name alone. */
  static int rank(String path) {
    if (DEFAULTS.contains(path)) {
      return 0;
    }
    String last = path.substring(path.lastIndexOf('.') + 1);
    String plain = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    boolean time =
        OF_TIME.matcher(plain).matches()
            || TS.matcher(last).matches()
            || AT.matcher(last).matches();
    if (OF_THE_EVENT.matcher(plain).matches()) {
      return 1;
    } else if (OF_SOMETHING_ELSE.matcher(plain).matches()) {
      return time || OF_A_SPAN.matcher(plain).matches() ? 5 : NOT_OF_TIME;
    } else if (OF_WHAT_FOLLOWED.matcher(plain).matches()) {
      return time ? 4 : NOT_OF_TIME;
    }
    return time ? 2 : NOT_OF_TIME;
  }
}
