package io.camus.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.format.Compression;
import io.camus.format.LineFileFormat;
import io.camus.model.RejectionCause;
import io.camus.spi.Datum;
import io.camus.spi.Decoded;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TextDecoderTest {

  @Test
  void textIsTakenAsItIsWithKafkasTime() {
    Datum datum = (Datum) decoder("\n").decode(Records.of("söme\r text", 5));

    assertThat(Records.bytes(datum)).asString(UTF_8).isEqualTo("söme\r text");
    assertThat(datum.eventTimeMillis).isEqualTo(5);
    assertThat(datum.server).isEqualTo("unknown_server");
  }

  @Test
  void emptyTextIsALine() {
    assertThat(decoder("\n").decode(Records.of("", 5))).isInstanceOf(Datum.class);
  }

  @Test
  void badTextIsRejected() {
    assertRejected(decoder("\n").decode(Records.of("a\nb", 5)), RejectionCause.MALFORMED);
    assertRejected(
        decoder("\n").decode(Records.of("é".getBytes(ISO_8859_1), 5)), RejectionCause.MALFORMED);
    assertRejected(decoder("\n").decode(Records.of((byte[]) null, 5)), RejectionCause.NULL_VALUE);
    assertRejected(decoder("\n").decode(Records.of("a", -1)), RejectionCause.NO_EVENT_TIME);
  }

  @Test
  void endThatMakesADelimiterTogetherWithTheNextOneIsRejected() {
    assertRejected(decoder("||").decode(Records.of("a|", 5)), RejectionCause.MALFORMED);
    assertThat(decoder("\r\n").decode(Records.of("a\r", 5))).isInstanceOf(Datum.class);
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
    return new TextDecoder(
        new LineFileFormat(".txt", new Compression.None(), delimiter.getBytes(UTF_8)));
  }

  private static void assertRejected(Decoded decoded, RejectionCause cause) {
    assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
    assertThat(((Decoded.Rejected) decoded).cause()).isEqualTo(cause);
  }
}
