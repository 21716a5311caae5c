package io.camus.decode;

import java.util.Locale;

/**
 * The first position at which bytes stop being one JSON object, and why.
 *
 * @param position index of the byte, from the first one of the record
 * @param what what is wrong there, for people
 */
record JsonFault(int position, String what) {

  /** The bytes of a record that are not an object, in {@code [from, to)}. */
  static final class Bytes {
    private final byte[] bytes;
    private final int from;
    private final int to;

    Bytes(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      this.from = from;
      this.to = to;
    }

    /** No object begins there. */
    JsonFault noObject(int at) {
      if (at == to) {
        return fault(at, from == to ? "the value is empty" : "only white space");
      }
      return fault(at, "a JSON object begins with {, not with " + described(at));
    }

    /** Something follows the object. */
    JsonFault behind(int at) {
      return fault(at, described(at) + " follows the JSON object");
    }

    /** A name is invalid. */
    JsonFault name(int at) {
      return fault(at, "a name with an unpaired surrogate");
    }

    /**
     * Something unexpected, or nothing, is there.
     *
     * @param open where the enclosing object or array begins
     */
    JsonFault expected(String token, int at, int open) {
      if (at < to) {
        return fault(at, described(at) + " where " + token + " is expected");
      }
      return fault(
          to,
          String.format(
              Locale.ROOT,
              "the record ends before the %c at byte %d is closed",
              (char) bytes[open],
              open - from));
    }

    /**
     * A value is malformed, but nothing within it.
     *
     * @param open where the enclosing object or array begins
     */
    JsonFault value(int at, int open) {
      return switch (at < to ? bytes[at] : 0) {
        case '"' -> string(at);
        case '{', '[' ->
            fault(at, String.format(Locale.ROOT, "more than %d levels deep", JsonTokens.DEEPEST));
        case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
            fault(at, "a malformed number");
        case 't', 'f', 'n' -> fault(at, "a word that is not true, false or null");
        default -> expected("a value", at, open);
      };
    }

    /** A string has a malformed escape or a control character, or no end. */
    JsonFault string(int at) {
      int here = at + 1;
      while (here < to && bytes[here] != '"' && !(bytes[here] >= 0 && bytes[here] < ' ')) {
        if (bytes[here] == '\\') {
          String escape = here + 1 < to ? described(here + 1) : "the record's end";
          if (here + 1 >= to || "\"\\/bfnrtu".indexOf(bytes[here + 1]) < 0 || badUnicode(here)) {
            return fault(here, "a backslash before " + escape + " is not an escape sequence");
          }
          here++;
        }
        here++;
      }
      if (here >= to) {
        return fault(
            to,
            String.format(
                Locale.ROOT,
                "the record ends inside the string that begins at byte %d",
                at - from));
      }
      return fault(here, described(here) + " inside a string is not escaped");
    }

    private boolean badUnicode(int backslash) {
      if (bytes[backslash + 1] != 'u') {
        return false;
      }
      for (int i = backslash + 2; i < backslash + 6; i++) {
        if (i >= to || Character.digit(bytes[i], 16) < 0) {
          return true;
        }
      }
      return false;
    }

    private String described(int at) {
      return bytes[at] > ' ' && bytes[at] < 0x7F
          ? String.format(Locale.ROOT, "'%c'", (char) bytes[at])
          : String.format(Locale.ROOT, "0x%02x", bytes[at] & 0xFF);
    }

    private JsonFault fault(int at, String what) {
      return new JsonFault(at - from, what);
    }
  }
}
