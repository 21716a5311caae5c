package io.camus.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A tokenizer for JSON in UTF-8: finds the end of a token, without creating objects. It strictly
 * follows RFC 8259 and UTF-8. For malformed input it returns {@link #NOWHERE}, a position after all
 * bytes, where nothing is found. Not thread-safe.
 */
final class JsonTokens {
  /** The maximum nesting depth: the limit of readers based on Jackson. */
  static final int DEEPEST = 1000;

  /** Far beyond all bytes. */
  static final int NOWHERE = Integer.MAX_VALUE - 16;

  private static final long QUOTES = EightBytes.all('"');
  private static final long BACKSLASHES = EightBytes.all('\\');
  private static final long SPACES = EightBytes.all(' ');
  private static final int HEX_DIGITS = 4;
  private static final byte[] TRUE = "true".getBytes(US_ASCII);
  private static final byte[] FALSE = "false".getBytes(US_ASCII);
  private static final byte[] NULL = "null".getBytes(US_ASCII);

  private byte[] bytes = {};
  private int end;
  private boolean lineBreaks;
  private boolean escapes;

  /** Switches to other bytes, up to {@code to}. */
  void start(byte[] text, int to) {
    bytes = text;
    end = to;
    lineBreaks = false;
  }

  /** Whether there were line breaks in the white space since the start. */
  boolean lineBreaks() {
    return lineBreaks;
  }

  /** Whether the last string had escapes. */
  boolean escapes() {
    return escapes;
  }

  /** The byte there; after the end 0, which is in no token. */
  int at(int at) {
    return at < end ? bytes[at] : 0;
  }

  /** The next position that is not white space; may be the end. */
  int afterSpace(int from) {
    int at = from;
    while (at < end && bytes[at] <= ' ') {
      switch (bytes[at]) {
        case ' ', '\t' -> {}
        case '\n', '\r' -> lineBreaks = true;
        default -> {
          return at;
        }
      }
      at++;
    }
    return at;
  }

  /** The quotation mark that ends the string whose first one is before {@code from}. */
  int closingMark(int from) {
    byte[] text = bytes;
    int lastEight = end - EightBytes.COUNT;
    int at = from;
    escapes = false;
    while (true) {
      // A step that depends on the result would stall the processor; take the usual step
      // speculatively.
      while (at <= lastEight) {
        long marks = special(EightBytes.at(text, at));
        if (marks != 0) {
          at += EightBytes.first(marks);
          break;
        }
        at += EightBytes.COUNT;
      }
      int found = at(at);
      if (found == '"') {
        return at;
      } else if (found == '\\') {
        escapes = true;
        at = afterEscape(at + 1);
      } else if (found < 0) {
        int sequence = Utf8.sequenceLength(text, at, end);
        at = sequence == 0 ? NOWHERE : at + sequence;
      } else if (found < ' ') {
        return NOWHERE;
      } else {
        at++;
      }
    }
  }

  /** Marks bytes that are not plain ASCII characters of a string. */
  private static long special(long eight) {
    return EightBytes.equal(eight, QUOTES)
        | EightBytes.equal(eight, BACKSLASHES)
        | EightBytes.less(eight, SPACES)
        | EightBytes.notAscii(eight);
  }

  private int afterEscape(int at) {
    return switch (at(at)) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> {
        for (int i = 1; i <= HEX_DIGITS; i++) {
          if (Character.digit(at(at + i), 16) < 0) {
            yield NOWHERE;
          }
        }
        yield at + 1 + HEX_DIGITS;
      }
      default -> NOWHERE;
    };
  }

  /** The end of the number that begins there. */
  int afterNumber(int from) {
    int at = at(from) == '-' ? from + 1 : from;
    at = at(at) == '0' ? at + 1 : afterDigits(at);
    if (at(at) == '.') {
      at = afterDigits(at + 1);
    }
    if (at(at) == 'e' || at(at) == 'E') {
      at++;
      at = afterDigits(at(at) == '+' || at(at) == '-' ? at + 1 : at);
    }
    return at;
  }

  /** Requires at least one digit. */
  private int afterDigits(int from) {
    int at = from;
    while (isDigit(at(at))) {
      at++;
    }
    return at == from ? NOWHERE : at;
  }

  static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  /** The end of the word that begins there: true, false or null. */
  int afterWord(int from) {
    return switch (at(from)) {
      case 't' -> after(TRUE, from);
      case 'f' -> after(FALSE, from);
      case 'n' -> after(NULL, from);
      default -> NOWHERE;
    };
  }

  private int after(byte[] word, int from) {
    for (int i = 0; i < word.length; i++) {
      if (at(from + i) != word[i]) {
        return NOWHERE;
      }
    }
    return from + word.length;
  }
}
