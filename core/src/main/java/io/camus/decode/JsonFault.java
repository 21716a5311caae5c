package io.camus.decode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * The first place at which bytes stop being one JSON object, in words. For bytes that are no such
 * object, once each: it walks through all of them again.
 *
 * @param position index of the byte, from the first one of the record
 * @param what what is wrong there, for people
 */
record JsonFault(int position, String what) {

  /** Finds the fault in well-formed UTF-8; empty if there is none. */
  static Optional<JsonFault> in(byte[] bytes, int from, int length) {
    try {
      new Walk(bytes, from, length).walk();
      return Optional.empty();
    } catch (FaultException e) {
      return Optional.of(e.fault);
    }
  }

  /** The end of a walk; it has no stack trace, since bad data is no fault of the program. */
  private static final class FaultException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient JsonFault fault;

    FaultException(JsonFault fault) {
      super(fault.what(), null, false, false);
      this.fault = fault;
    }
  }

  /** What may come next. */
  private enum Next {
    NAME,
    NAME_OR_END,
    COLON,
    VALUE,
    VALUE_OR_END,
    COMMA_OR_END
  }

  private static final class Walk {
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final JsonTokens tokens = new JsonTokens();

    /** Where the objects and arrays begin that are not closed yet, the innermost first. */
    private final Deque<Integer> open = new ArrayDeque<>();

    private Next next = Next.NAME_OR_END;

    Walk(byte[] bytes, int from, int length) {
      this.bytes = bytes;
      this.from = from;
      this.to = from + length;
      tokens.start(bytes, to);
    }

    void walk() throws FaultException {
      int at = tokens.afterSpace(from);
      if (at == to) {
        throw fault(at, from == to ? "the value is empty" : "nothing but white space");
      }
      if (bytes[at] != '{') {
        throw fault(at, "a JSON object begins with {, not with " + described(at));
      }
      at = opened(at, Next.NAME_OR_END);
      while (!open.isEmpty()) {
        at = tokens.afterSpace(at);
        if (at == to) {
          throw fault(
              at,
              String.format(
                  Locale.ROOT,
                  "the record ends before the %c of byte %d is closed",
                  top(),
                  place()));
        }
        at = token(at);
      }
      at = tokens.afterSpace(at);
      if (at < to) {
        throw fault(at, described(at) + " follows the JSON object");
      }
    }

    private char top() {
      return (char) bytes[open.getFirst()];
    }

    private int place() {
      return open.getFirst() - from;
    }

    private boolean inObject() {
      return bytes[open.getFirst()] == '{';
    }

    private int token(int at) throws FaultException {
      return switch (next) {
        case NAME, NAME_OR_END -> {
          if (bytes[at] == '}' && next == Next.NAME_OR_END) {
            yield closed(at);
          } else if (bytes[at] != '"') {
            throw fault(at, described(at) + " where a name in double quotes is expected");
          }
          next = Next.COLON;
          yield afterString(at);
        }
        case COLON -> {
          if (bytes[at] != ':') {
            throw fault(at, described(at) + " where a colon is expected");
          }
          next = Next.VALUE;
          yield at + 1;
        }
        case VALUE, VALUE_OR_END ->
            bytes[at] == ']' && next == Next.VALUE_OR_END ? closed(at) : afterValue(at);
        case COMMA_OR_END -> {
          char end = inObject() ? '}' : ']';
          if (bytes[at] == end) {
            yield closed(at);
          } else if (bytes[at] != ',') {
            throw fault(
                at,
                String.format(
                    Locale.ROOT, "%s where a comma or %c is expected", described(at), end));
          }
          next = inObject() ? Next.NAME : Next.VALUE;
          yield at + 1;
        }
      };
    }

    private int opened(int at, Next inside) throws FaultException {
      if (open.size() == JsonScanner.DEEPEST) {
        throw fault(
            at, String.format(Locale.ROOT, "more than %d levels deep", JsonScanner.DEEPEST));
      }
      open.push(at);
      next = inside;
      return at + 1;
    }

    private int closed(int at) {
      open.pop();
      next = Next.COMMA_OR_END;
      return at + 1;
    }

    private int afterValue(int at) throws FaultException {
      next = Next.COMMA_OR_END;
      return switch (bytes[at]) {
        case '{' -> opened(at, Next.NAME_OR_END);
        case '[' -> opened(at, Next.VALUE_OR_END);
        case '"' -> afterString(at);
        case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
            found(tokens.afterNumber(at), at, "a malformed number");
        case 't', 'f', 'n' ->
            found(tokens.afterWord(at), at, "a word that is not true, false or null");
        default -> throw fault(at, described(at) + " where a value is expected");
      };
    }

    private int found(int after, int at, String otherwise) throws FaultException {
      if (after >= JsonTokens.NOWHERE) {
        throw fault(at, otherwise);
      }
      return after;
    }

    private int afterString(int at) throws FaultException {
      int mark = tokens.closingMark(at + 1);
      if (mark < JsonTokens.NOWHERE) {
        return mark + 1;
      }
      int here = at + 1;
      while (here < to && bytes[here] != '"' && !(bytes[here] >= 0 && bytes[here] < ' ')) {
        if (bytes[here] == '\\') {
          String escape = here + 1 < to ? described(here + 1) : "the record's end";
          if (here + 1 >= to || "\"\\/bfnrtu".indexOf(bytes[here + 1]) < 0 || badUnicode(here)) {
            throw fault(here, "a backslash before " + escape + " is no escape");
          }
          here++;
        }
        here++;
      }
      if (here >= to) {
        throw fault(
            to,
            String.format(
                Locale.ROOT, "the record ends within the text that begins at byte %d", at - from));
      }
      throw fault(here, described(here) + " within a text is not escaped");
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

    private FaultException fault(int at, String what) {
      return new FaultException(new JsonFault(at - from, what));
    }
  }
}
