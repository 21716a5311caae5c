package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/** JSON objects of all shapes, and damaged ones, from a seed. */
final class RandomJson {
  private static final int DEEPEST = 5;
  private static final String[] NAMES = {
    "header", "time", "server", "service", "timestamp", "timestamps", "Time", "", "é", "漢字", "😀"
  };
  private static final String[] TEXTS = {
    "",
    "7",
    "1795356605123",
    " 17 ",
    "é",
    "plain text of some length",
    "漢字かな",
    "😀",
    "/",
    "'",
    "\u007f"
  };
  private static final String[] ESCAPES = {
    "\\\"",
    "\\\\",
    "\\/",
    "\\b",
    "\\f",
    "\\n",
    "\\r",
    "\\t",
    "\\u00e9",
    "\\uD83D\\uDE00",
    "\\uD83D",
    "\\udead"
  };
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "7",
    "-1",
    "1795356605123",
    "999999999999999999",
    "-99999999999999999",
    "0.5",
    "-0.0",
    "1795356605123.25",
    "17e2",
    "1E+3",
    "12e-1",
    "0e0",
    "1e400"
  };
  private static final String[] LONG_NUMBERS = {
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "12345678901234567890123",
    "1234567890123456789012345678901234567890",
    "-1234567890123456789012345678901234567890",
    "1.0000000000000000000000000000000000000001"
  };
  private static final String[] SPACES = {"", "", "", "", " ", "\n", "\t ", " \r\n"};
  private static final String DAMAGE = "\"\"\\{}[]:,,0159-+.eEu \n\t\r\0\u001f\u007fntruefalsé";

  private final Random random;
  private final StringBuilder json = new StringBuilder();
  private boolean unusual;

  RandomJson(long seed) {
    this.random = new Random(seed);
  }

  /** An object; of the unusual ones, some have escapes and long numbers in wanted fields. */
  byte[] object() {
    unusual = random.nextBoolean();
    json.setLength(0);
    space();
    object(0);
    space();
    return json.toString().getBytes(UTF_8);
  }

  /**
   * Whether the object made last may have escapes in names, and both they and long numbers in
   * wanted fields.
   */
  boolean isUnusual() {
    return unusual;
  }

  /** The same bytes but for some that are others, missing or more. */
  byte[] damage(byte[] bytes) {
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(3); i >= 0 && damaged.length > 1; i--) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(5)) {
        case 0 -> damaged[at] = (byte) random.nextInt(256);
        case 1 -> damaged = Arrays.copyOf(damaged, at);
        case 2 -> damaged = spliced(damaged, at, at + 1, new byte[0]);
        case 3 -> damaged = spliced(damaged, at, at + 1, character());
        default -> damaged = spliced(damaged, at, at, character());
      }
    }
    return damaged;
  }

  private byte[] character() {
    return String.valueOf(DAMAGE.charAt(random.nextInt(DAMAGE.length()))).getBytes(UTF_8);
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
    byte[] spliced = Arrays.copyOf(bytes, bytes.length - (to - from) + middle.length);
    System.arraycopy(middle, 0, spliced, from, middle.length);
    System.arraycopy(bytes, to, spliced, from + middle.length, bytes.length - to);
    return spliced;
  }

  private void object(int depth) {
    json.append('{');
    space();
    for (int i = random.nextInt(5); i > 0; i--) {
      string(pick(NAMES), unusual && oneIn(8));
      space();
      json.append(':');
      space();
      value(depth);
      space();
      if (i > 1) {
        json.append(',');
        space();
      }
    }
    json.append('}');
  }

  private void array(int depth) {
    json.append('[');
    space();
    for (int i = random.nextInt(4); i > 0; i--) {
      // Nothing in an array is wanted.
      if (oneIn(4)) {
        string(pick(TEXTS), true);
      } else if (oneIn(4)) {
        json.append(pick(LONG_NUMBERS));
      } else {
        value(depth);
      }
      space();
      if (i > 1) {
        json.append(',');
        space();
      }
    }
    json.append(']');
  }

  private void value(int depth) {
    switch (random.nextInt(depth == DEEPEST ? 5 : 9)) {
      case 0, 1 -> string(pick(TEXTS), unusual && oneIn(6));
      case 2, 3 -> json.append(pick(unusual && oneIn(4) ? LONG_NUMBERS : NUMBERS));
      case 4 -> json.append(pick(new String[] {"true", "false", "null"}));
      case 5 -> array(depth + 1);
      default -> object(depth + 1);
    }
  }

  private void string(String text, boolean escaped) {
    json.append('"').append(text);
    if (escaped) {
      json.append(pick(ESCAPES)).append(pick(TEXTS));
    }
    json.append('"');
  }

  private void space() {
    json.append(pick(SPACES));
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  private String pick(String[] of) {
    return of[random.nextInt(of.length)];
  }
}
