package io.camus.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.camus.time.LogicalTime;

/**
 * A quick look through one JSON object: one pass over its bytes, which captures the wanted fields
 * and builds nothing else. It is sure of what it accepts, which {@link JsonWalker} accepts as well
 * with the same captures. Of all else it says nothing: that may be malformed, or well-formed but
 * unusual, such as names with escapes. For one thread.
 */
final class JsonScanner {
  /** Hardly anything is nested deeper. */
  static final int DEEPEST = 64;

  /** So many digits are a long, whatever they are. */
  private static final int SURE_DIGITS = 18;

  private final FieldTree wanted;
  private final Captures captures;
  private final JsonTokens tokens = new JsonTokens();
  private byte[] bytes = {};

  JsonScanner(FieldTree wanted, Captures captures) {
    this.wanted = wanted;
    this.captures = captures;
  }

  /**
   * Looks through the bytes in {@code [from, to)}. The captures are cleared first; after a false
   * answer they are of no use.
   *
   * @return whether they are certainly one JSON object and white space, in strict UTF-8, and the
   *     captures complete
   */
  boolean accepts(byte[] text, int from, int to) {
    captures.clear(text);
    bytes = text;
    tokens.start(text, to);
    int start = tokens.afterSpace(from);
    return tokens.at(start) == '{' && tokens.afterSpace(afterObject(start, wanted, 1)) == to;
  }

  /** Whether there are line breaks between the tokens of what was accepted last. */
  boolean lineBreaks() {
    return tokens.lineBreaks();
  }

  /**
   * The end of an object.
   *
   * @param from where it begins
   * @param here what is wanted of it; null if nothing is
   */
  private int afterObject(int from, FieldTree here, int depth) {
    int at = tokens.afterSpace(from + 1);
    if (tokens.at(at) == '}') {
      return at + 1;
    }
    while (tokens.at(at) == '"') {
      int mark = tokens.closingMark(at + 1);
      int colon = tokens.afterSpace(mark + 1);
      if (tokens.at(colon) != ':' || tokens.escapes()) {
        return JsonTokens.NOWHERE;
      }
      FieldTree field = here == null ? null : here.child(bytes, at + 1, mark);
      int value = tokens.afterSpace(colon + 1);
      at = field == null ? afterValue(value, null, depth) : afterWanted(value, field, depth);
      at = tokens.afterSpace(at);
      if (tokens.at(at) == '}') {
        return at + 1;
      } else if (tokens.at(at) != ',') {
        return JsonTokens.NOWHERE;
      }
      at = tokens.afterSpace(at + 1);
    }
    return JsonTokens.NOWHERE;
  }

  private int afterArray(int from, int depth) {
    int at = tokens.afterSpace(from + 1);
    if (tokens.at(at) == ']') {
      return at + 1;
    }
    while (true) {
      at = tokens.afterSpace(afterValue(at, null, depth));
      if (tokens.at(at) == ']') {
        return at + 1;
      } else if (tokens.at(at) != ',') {
        return JsonTokens.NOWHERE;
      }
      at = tokens.afterSpace(at + 1);
    }
  }

  /**
   * The end of any value.
   *
   * @param inside what is wanted of it if it is an object; null if nothing is
   */
  private int afterValue(int from, FieldTree inside, int depth) {
    return switch (tokens.at(from)) {
      case '"' -> tokens.closingMark(from + 1) + 1;
      case '{' -> depth == DEEPEST ? JsonTokens.NOWHERE : afterObject(from, inside, depth + 1);
      case '[' -> depth == DEEPEST ? JsonTokens.NOWHERE : afterArray(from, depth + 1);
      case 't', 'f', 'n' -> tokens.afterWord(from);
      default -> tokens.afterNumber(from);
    };
  }

  private int afterWanted(int from, FieldTree field, int depth) {
    field.clear(captures);
    int after = afterValue(from, field.hasChildren() ? field : null, depth);
    if (field.slot() == FieldTree.NO_SLOT || after >= JsonTokens.NOWHERE) {
      return after;
    }
    return switch (tokens.at(from)) {
      case '"' -> {
        captures.slice(field.slot(), from + 1, after - from - 2);
        yield tokens.escapes() ? JsonTokens.NOWHERE : after;
      }
      case '{' -> other(field.slot(), JsonWalker.OBJECT, after);
      case '[' -> other(field.slot(), JsonWalker.ARRAY, after);
      case 't', 'f' -> other(field.slot(), JsonWalker.BOOLEAN, after);
      case 'n' -> after;
      default -> captured(field.slot(), from, after) ? after : JsonTokens.NOWHERE;
    };
  }

  private int other(int slot, String kind, int after) {
    captures.other(slot, kind);
    return after;
  }

  /** Captures a number; false if it is too long to be sure. */
  private boolean captured(int slot, int from, int to) {
    if (to - from > JsonWalker.LONGEST_NUMBER) {
      captures.other(slot, JsonWalker.LONG_NUMBER);
      return true;
    }
    boolean negative = bytes[from] == '-';
    long number = 0;
    for (int at = negative ? from + 1 : from; at < to; at++) {
      if (!JsonTokens.isDigit(bytes[at])) {
        String text = new String(bytes, from, to - from, US_ASCII);
        captures.fraction(slot, Double.parseDouble(text));
        return true;
      }
      number = number * 10 + bytes[at] - '0';
    }
    captures.whole(slot, negative ? -number : number, LogicalTime.PLAIN);
    return to - from <= SURE_DIGITS;
  }
}
