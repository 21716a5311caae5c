package io.camus.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camus.config.LineBreakPolicy;
import io.camus.digest.SourceDigest;
import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextDecoderTest {
  private static final String SAME = "the text itself";

  private static final String[] PIECES = {
    "\n",
    "\r",
    "\u240A",
    "\u240D",
    "\u241B",
    "n",
    "r",
    "e",
    "\\",
    "é",
    "\u2028",
    "\u2423",
    "plain text"
  };

  @Test
  void textIsTakenAsItIsWithKafkasTime() {
    Datum datum = (Datum) decoder("\n").decode(Records.of("söme text", 5));

    assertThat(Records.bytes(datum)).asString(UTF_8).isEqualTo("söme text");
    assertThat(datum.eventTimeMillis).isEqualTo(5);
    assertThat(datum.origin.server()).isEqualTo("unknown_server");
  }

  @Test
  void emptyTextIsALine() {
    assertThat(decoder("\n").decode(Records.of("", 5))).isInstanceOf(Datum.class);
  }

  @Test
  void badTextIsRejected() {
    assertRejected(
        decoder("\n").decode(Records.of("é".getBytes(ISO_8859_1), 5)), RejectionCause.MALFORMED);
    assertRejected(decoder("\n").decode(Records.of((byte[]) null, 5)), RejectionCause.NULL_VALUE);
    assertRejected(decoder("\n").decode(Records.of("a", -1)), RejectionCause.NO_EVENT_TIME);
  }

  @Test
  void endThatMakesADelimiterTogetherWithTheNextOneIsRejected() {
    assertRejected(decoder("||").decode(Records.of("a|", 5)), RejectionCause.MALFORMED);
    assertThat(decoder("|\n").decode(Records.of("a\r\nb||", 5))).isInstanceOf(Datum.class);
  }

  /** What is escaped, and as what: the text, the line with ESCAPE, the line with TRIM. */
  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("", "", ""),
        arguments("plain", "plain", "plain"),
        arguments("a\nb", "a\u240Ab", "a\u240Ab"),
        arguments("a\rb", "a\u240Db", "a\u240Db"),
        arguments("a\r\nb", "a\u240D\u240Ab", "a\u240D\u240Ab"),
        arguments("\n", "\u240A", ""),
        arguments("\r", "\u240D", ""),
        arguments("\r\n", "\u240D\u240A", ""),
        arguments("\n\n", "\u240A\u240A", "\u240A"),
        arguments("\n\r", "\u240A\u240D", "\u240A"),
        arguments("c\r", "c\u240D", "c"),
        arguments("c\n", "c\u240A", "c"),
        arguments(
            "long enough for eight\n", "long enough for eight\u240A", "long enough for eight"),
        arguments("c:\\new\\r", "c:\\new\\r", "c:\\new\\r"),
        arguments("\u240A", "\u241Bn", "\u241Bn"),
        arguments("\u240D", "\u241Br", "\u241Br"),
        arguments("\u241B", "\u241Be", "\u241Be"),
        arguments("\u241Bn\n", "\u241Ben\u240A", "\u241Ben"),
        arguments("\u240B\u2409\u2028", "\u240B\u2409\u2028", "\u240B\u2409\u2028"),
        arguments("tab\tvt\u000Bff\fnel\u0085ls\u2028ps\u2029", SAME, SAME));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void lineBreaksAreEscapedOrTheLastOneIsDropped(String text, String escaped, String trimmed) {
    assertLine(text, LineBreakPolicy.ESCAPE, escaped.equals(SAME) ? text : escaped);
    assertLine(text, LineBreakPolicy.TRIM, trimmed.equals(SAME) ? text : trimmed);
  }

  private static void assertLine(String text, LineBreakPolicy policy, String line) {
    boolean ends = text.endsWith("\n") || text.endsWith("\r");
    for (String delimiter : List.of("\n", "\r\n", "\r")) {
      SourceRecord record = Records.of(text, 5);

      Datum datum = (Datum) decoder(delimiter, policy).decode(record);

      assertThat(Records.bytes(datum)).asString(UTF_8).isEqualTo(line);
      assertThat(datum.trimmed).isEqualTo(policy == LineBreakPolicy.TRIM && ends);
      assertThat(datum.escaped).isEqualTo(!text.startsWith(line));
      assertThat(UTF_8.decode(record.value().duplicate()).toString()).isEqualTo(text);
      assertThat(new SourceDigest().of(100, record.key(), record.value(), datum))
          .isEqualTo(new SourceDigest().of(100, record.key(), record.value()));
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textWithALineBreakIsADeadLetterIfItShallBeOne(String text, String escaped, String trimmed) {
    Decoded decoded = decoder("\n", LineBreakPolicy.DEAD_LETTER).decode(Records.of(text, 5));

    if (text.matches("(?s).*[\r\n].*")) {
      assertRejected(decoded, RejectionCause.MALFORMED);
      assertThat(((Decoded.Rejected) decoded).message())
          .contains(text.indexOf('\r') == 0 ? "0x0d" : "0x0", "camus.message.text.line.breaks")
          .hasSizeLessThan(200);
    } else {
      assertThat(Records.bytes((Datum) decoded)).asString(UTF_8).isEqualTo(text);
    }
  }

  @Property(tries = 5000)
  void anyTextIsOneLineAndCanBeToldFromIt(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    TextDecoder decoder = decoder("\n", LineBreakPolicy.ESCAPE);

    String line =
        new String(Records.bytes((Datum) decoder.decode(Records.of(text.toString(), 5))), UTF_8);

    assertThat(line).doesNotContain("\n", "\r");
    assertThat(
            line.replace('\u240A', '\n')
                .replace('\u240D', '\r')
                .replace("\u241Bn", "\u240A")
                .replace("\u241Br", "\u240D")
                .replace("\u241Be", "\u241B"))
        .isEqualTo(text.toString());
  }

  @Test
  void brokenCharacterAfterALineBreakIsFoundAtItsPlace() {
    byte[] bytes = "ab\ncd?".getBytes(UTF_8);
    bytes[5] = (byte) 0xE2;
    for (LineBreakPolicy policy : LineBreakPolicy.values()) {
      Decoded decoded = decoder("\n", policy).decode(Records.of(bytes, 5));

      assertThat(((Decoded.Rejected) decoded).message()).isEqualTo("byte 5 of 6 is not UTF-8");
    }
  }

  @Property(tries = 3000)
  void utf8IsJudgedAsTheJdkDoes(@ForAll @Size(max = 6) byte[] bytes) {
    assertThat(Utf8.firstFault(bytes, 0, bytes.length) == bytes.length).isEqualTo(isUtf8(bytes));
  }

  @Property(tries = 3000)
  void longUtf8IsJudgedAsTheJdkDoes(@ForAll long seed) {
    Random random = new Random(seed);
    String text = "0123456789é漢字😀 plain text of some length";
    byte[] bytes =
        text.repeat(2).substring(random.nextInt(text.length() / 2), text.length()).getBytes(UTF_8);
    if (random.nextBoolean()) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    int from = random.nextInt(9);

    int fault = Utf8.firstFault(bytes, from, bytes.length);

    assertThat(isUtf8(Arrays.copyOfRange(bytes, from, fault))).isTrue();
    assertThat(fault == bytes.length || !isUtf8(Arrays.copyOfRange(bytes, from, bytes.length)))
        .isTrue();
  }

  @Property(tries = 5000)
  void delimiterIsFoundWhereverTheTextAndItHaveIt(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] delimiter = fewLetters(random, 1 + random.nextInt(3));
    byte[] text = fewLetters(random, random.nextInt(30));
    String both = new String(text, ISO_8859_1) + new String(delimiter, ISO_8859_1);
    int first = both.indexOf(new String(delimiter, ISO_8859_1));

    assertThat(new Delimiter(delimiter).splits(text, 0, text.length))
        .isEqualTo(first < text.length);
  }

  private static byte[] fewLetters(Random random, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (random.nextInt(10) < 8 ? 'a' : random.nextBoolean() ? 0xE9 : 0xEA);
    }
    return bytes;
  }

  @Test
  void everyCodePointIsUtf8AndEveryPairOfBytesIsJudgedAsTheJdkDoes() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += 7) {
      byte[] bytes = Character.toString(c).getBytes(UTF_8);
      assertThat(Utf8.firstFault(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    }
    for (int lead = 0x80; lead < 0x100; lead++) {
      for (int second = 0; second < 0x100; second++) {
        byte[] bytes = {(byte) lead, (byte) second, (byte) 0x80, (byte) 0x80};
        for (int length = 2; length <= 4; length++) {
          boolean accepted = Utf8.firstFault(bytes, 0, length) == length;
          assertThat(accepted).isEqualTo(isUtf8(Arrays.copyOf(bytes, length)));
        }
      }
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static TextDecoder decoder(String delimiter) {
    return decoder(delimiter, LineBreakPolicy.DEAD_LETTER);
  }

  private static TextDecoder decoder(String delimiter, LineBreakPolicy policy) {
    return new TextDecoder(Optional.of(delimiter.getBytes(UTF_8)), policy);
  }

  private static void assertRejected(Decoded decoded, RejectionCause cause) {
    assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
    assertThat(((Decoded.Rejected) decoded).cause()).isEqualTo(cause);
  }
}
