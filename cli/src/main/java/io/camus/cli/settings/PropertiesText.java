package io.camus.cli.settings;

import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The content of a properties file: Java's format, in UTF-8, with or without a byte order mark.
 * Lines that Java would read differently than intended are refused by number.
 */
final class PropertiesText {
  /** Byte order marks, one character per byte. */
  private static final String UTF_8_MARK = "\u00ef\u00bb\u00bf";

  private static final List<String> UTF_16_MARKS = List.of("\u00fe\u00ff", "\u00ff\u00fe");

  /** A key, in which a backslash escapes the next character, and the rest of the line. */
  private static final Pattern SEPARATED = Pattern.compile("(?s)(?:[^\\\\=:]++|\\\\.)*+[=:]");

  private final String name;
  private final Map<String, String> settings = new TreeMap<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private PropertiesText(String name) {
    this.name = name;
  }

  /**
   * The settings in a file.
   *
   * @param name the file's, for messages
   * @throws ConfigurationException if it is in another encoding, a line is not a setting, or a key
   *     has two values
   */
  static Map<String, String> settings(byte[] content, String name) {
    PropertiesText file = new PropertiesText(name);
    file.read(file.decoded(content));
    return file.settings;
  }

  private String decoded(byte[] content) {
    String bytes = new String(content, StandardCharsets.ISO_8859_1);
    if (UTF_16_MARKS.stream().anyMatch(bytes::startsWith)) {
      throw wrong(1, "the file is in UTF-16; save it as UTF-8");
    }
    int zero = bytes.indexOf('\0');
    if (zero >= 0) {
      throw wrong(lineAt(bytes, zero), "a zero byte, as in UTF-16; save the file as UTF-8");
    }
    int begin = bytes.startsWith(UTF_8_MARK) ? UTF_8_MARK.length() : 0;
    ByteBuffer in = ByteBuffer.wrap(content, begin, content.length - begin);
    CharBuffer out = CharBuffer.allocate(content.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      throw wrong(
          lineAt(bytes, in.position()),
          String.format(
              Locale.ROOT,
              "the byte 0x%02x is not UTF-8; save the file as UTF-8",
              content[in.position()] & 0xff));
    }
    return out.flip().toString();
  }

  /** The line of a position that is not a line break. */
  private static int lineAt(String bytes, int position) {
    return (int) (bytes.substring(0, position) + "x").lines().count();
  }

  /** Joins the lines that end with a backslash to the next one, as Java does. */
  private void read(String text) {
    StringBuilder logical = new StringBuilder();
    int first = 0;
    int number = 0;
    for (String line : text.split("\r\n|\r|\n", -1)) {
      number++;
      if (logical.isEmpty()) {
        String content = line.replaceFirst("^[ \t\f]+", "");
        if (content.isEmpty() || content.startsWith("#") || content.startsWith("!")) {
          continue;
        }
        first = number;
      }
      logical.append(line).append('\n');
      if (!goesOn(line)) {
        take(first, logical.toString());
        logical.setLength(0);
      }
    }
    if (!logical.isEmpty()) {
      take(first, logical.toString());
    }
  }

  private static boolean goesOn(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\\') {
      end--;
    }
    return (line.length() - end) % 2 == 1;
  }

  private void take(int line, String text) {
    Properties one = new Properties();
    try {
      one.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      throw wrong(line, "\\u needs four hexadecimal digits");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
    for (String key : one.stringPropertyNames()) {
      String value = one.getProperty(key);
      if (value.isEmpty() && !hasSeparator(text)) {
        throw wrong(
            line, "\"" + key + "\" has no value; write key=value, or key= for an empty value");
      }
      String before = settings.putIfAbsent(key, value);
      if (before != null && !before.strip().equals(value.strip())) {
        throw wrong(
            line,
            String.format(
                Locale.ROOT,
                "%s already has another value in line %d; keep one of them",
                key,
                lines.get(key)));
      }
      lines.putIfAbsent(key, line);
    }
  }

  /** Whether a line without a value has an explicitly empty one. */
  private static boolean hasSeparator(String line) {
    return SEPARATED.matcher(line.strip()).lookingAt();
  }

  private ConfigurationException wrong(int line, String what) {
    return new ConfigurationException(String.format(Locale.ROOT, "%s:%d: %s", name, line, what));
  }
}
