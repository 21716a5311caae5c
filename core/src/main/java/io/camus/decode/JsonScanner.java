package io.camus.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.camus.time.LogicalTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;

/**
 * Scans one JSON object in a single pass: validates it, in strict UTF-8, and captures the wanted
 * fields. It creates no other objects, except for strings with escapes. Not thread-safe.
 */
final class JsonScanner {
  /** A longer number is not a timestamp. */
  private static final int LONGEST_NUMBER = 40;

  /** Any number with this many digits fits into a long. */
  private static final int SURE_DIGITS = 18;

  private static final String LONG_NUMBER = "a number of too many digits";
  private static final JsonFactory STRINGS =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final FieldTree wanted;
  private final Captures captures;
  private final JsonTokens tokens = new JsonTokens();
  private byte[] bytes = {};
  private int begin;
  private int end;
  private JsonFault fault;

  JsonScanner(FieldTree wanted, Captures captures) {
    this.wanted = wanted;
    this.captures = captures;
  }

  /**
   * Scans the bytes in {@code [from, to)}. Clears the captures first; they are invalid if this
   * returns false.
   *
   * @return whether they are one JSON object and white space; if not, {@link #fault} says why and
   *     where
   */
  boolean accepts(byte[] text, int from, int to) {
    captures.clear(text);
    bytes = text;
    begin = from;
    end = to;
    fault = null;
    tokens.start(text, to);
    int start = tokens.afterSpace(from);
    if (tokens.at(start) != '{') {
      fault = refused().noObject(start);
      return false;
    }
    int after = tokens.afterSpace(afterObject(start, wanted, 1));
    if (after < to) {
      fault = refused().behind(after);
    }
    return after == to;
  }

  /** What is wrong with the last rejected bytes, if they are UTF-8. */
  JsonFault fault() {
    return fault;
  }

  private JsonFault.Bytes refused() {
    return new JsonFault.Bytes(bytes, begin, end);
  }

  /** Whether the last accepted object has line breaks between tokens. */
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
      if (tokens.at(colon) != ':') {
        return mark < JsonTokens.NOWHERE
            ? nowhere(refused().expected("a colon", colon, from))
            : nowhere(refused().string(at));
      } else if (tokens.escapes() && !isName(at + 1, mark)) {
        return nowhere(refused().name(at));
      }
      FieldTree field = here == null ? null : child(here, at + 1, mark);
      int value = tokens.afterSpace(colon + 1);
      at = field == null ? afterValue(value, null, depth) : afterWanted(value, field, depth);
      at = tokens.afterSpace(at);
      if (tokens.at(at) == '}') {
        return at + 1;
      } else if (tokens.at(at) != ',') {
        return nowhere(value, at, "a comma or }", from);
      }
      at = tokens.afterSpace(at + 1);
    }
    return nowhere(refused().expected("a name in double quotes", at, from));
  }

  /** Notes a fault, and returns {@link JsonTokens#NOWHERE}. */
  private int nowhere(JsonFault noted) {
    fault = noted;
    return JsonTokens.NOWHERE;
  }

  /**
   * Notes a fault of a value, unless one was noted within or after it, and returns {@link
   * JsonTokens#NOWHERE}.
   */
  private int nowhere(int value, int behind, String expected, int open) {
    if (fault == null) {
      fault =
          behind < JsonTokens.NOWHERE
              ? refused().expected(expected, behind, open)
              : refused().value(value, open);
    }
    return JsonTokens.NOWHERE;
  }

  /** Whether a string with escapes can be a name: readers refuse unpaired surrogates there. */
  private boolean isName(int from, int to) {
    return UTF_8.newEncoder().canEncode(unescaped(from, to));
  }

  private FieldTree child(FieldTree here, int from, int to) {
    return tokens.escapes() ? here.child(unescaped(from, to)) : here.child(bytes, from, to);
  }

  private int afterArray(int from, int depth) {
    int value = tokens.afterSpace(from + 1);
    if (tokens.at(value) == ']') {
      return value + 1;
    }
    while (true) {
      int at = tokens.afterSpace(afterValue(value, null, depth));
      if (tokens.at(at) == ']') {
        return at + 1;
      } else if (tokens.at(at) != ',') {
        return nowhere(value, at, "a comma or ]", from);
      }
      value = tokens.afterSpace(at + 1);
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
      case '{' ->
          depth == JsonTokens.DEEPEST ? JsonTokens.NOWHERE : afterObject(from, inside, depth + 1);
      case '[' -> depth == JsonTokens.DEEPEST ? JsonTokens.NOWHERE : afterArray(from, depth + 1);
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
    switch (tokens.at(from)) {
      case '"' -> text(field.slot(), from + 1, after - 1);
      case '{' -> captures.other(field.slot(), "an object");
      case '[' -> captures.other(field.slot(), "an array");
      case 't', 'f' -> captures.other(field.slot(), "true or false");
      case 'n' -> {}
      default -> number(field.slot(), from, after);
    }
    return after;
  }

  private void text(int slot, int from, int to) {
    if (tokens.escapes()) {
      captures.text(slot, unescaped(from, to));
    } else {
      captures.slice(slot, from, to - from);
    }
  }

  /** The text between two quotation marks. */
  private String unescaped(int from, int to) {
    try (JsonParser string = STRINGS.createParser(bytes, from - 1, to - from + 2)) {
      return string.nextTextValue();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private void number(int slot, int from, int to) {
    if (to - from > LONGEST_NUMBER) {
      captures.other(slot, LONG_NUMBER);
      return;
    }
    boolean negative = bytes[from] == '-';
    long number = 0;
    for (int at = negative ? from + 1 : from; at < to; at++) {
      if (!JsonTokens.isDigit(bytes[at])) {
        String text = new String(bytes, from, to - from, US_ASCII);
        captures.fraction(slot, Double.parseDouble(text));
        return;
      }
      number = number * 10 + bytes[at] - '0';
    }
    if (to - from <= SURE_DIGITS) {
      captures.whole(slot, negative ? -number : number, LogicalTime.PLAIN);
    } else {
      BigInteger all = new BigInteger(new String(bytes, from, to - from, US_ASCII));
      if (all.bitLength() < Long.SIZE) {
        captures.whole(slot, all.longValue(), LogicalTime.PLAIN);
      } else {
        captures.other(slot, LONG_NUMBER);
      }
    }
  }
}
