package io.camus.cli.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PropertiesTextTest {
  private static Map<String, String> settings(String text) {
    return PropertiesText.settings(text.getBytes(UTF_8), "f");
  }

  private static void assertRefused(byte[] content, String message) {
    assertThatThrownBy(() -> PropertiesText.settings(content, "f"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  private static void assertRefused(String text, String message) {
    assertRefused(text.getBytes(UTF_8), message);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstKey() {
    assertThat(settings("\ufeffkafka.brokers=b:1\nx=y"))
        .isEqualTo(Map.of("kafka.brokers", "b:1", "x", "y"));
    assertThat(settings("\ufeff# comment\r\na=b")).isEqualTo(Map.of("a", "b"));
    assertThat(settings("\ufeff")).isEmpty();
  }

  @Test
  void otherEncodingsAreRefusedByNameAndLine() {
    assertRefused("a=b".getBytes(UTF_16), "f:1: the file is in UTF-16; save it as UTF-8");
    assertRefused("\ufeffa=b".getBytes(UTF_16LE), "f:1: the file is in UTF-16; save it as UTF-8");
    assertRefused(
        "a=b".getBytes(UTF_16LE), "f:1: a zero byte, as in UTF-16; save the file as UTF-8");
    assertRefused(
        "a=b".getBytes(UTF_16BE), "f:1: a zero byte, as in UTF-16; save the file as UTF-8");
    assertRefused(
        "\ufeffa=b".getBytes(Charset.forName("UTF-32LE")),
        "f:1: the file is in UTF-16; save it as UTF-8");
    assertRefused(
        "a=b\r\nc=d\rpath=/größe\n".getBytes(ISO_8859_1),
        "f:3: the byte 0xf6 is not UTF-8; save the file as UTF-8");
    assertRefused(
        new byte[] {'a', '=', (byte) 0xc3},
        "f:1: the byte 0xc3 is not UTF-8; save the file as UTF-8");
  }

  @Test
  void linesMayEndAsOnWindowsAndHaveTabs() {
    assertThat(settings("a=b\r\nc = /d \r\n\te\t=\tf\r\n# x\r\ng:h"))
        .isEqualTo(Map.of("a", "b", "c", "/d ", "e", "f", "g", "h"));
  }

  @Test
  void aKeyAloneIsRefusedAndAnEmptyValueIsNot() {
    assertRefused(
        "a=b\nkafka.whitelist.topics\n",
        "f:2: \"kafka.whitelist.topics\" has no value; write key=value, or key= for an empty value");
    assertRefused(
        "a\\=b \n", "f:1: \"a=b\" has no value; write key=value, or key= for an empty value");
    assertThat(settings("a=\nb =  \nc value\n")).isEqualTo(Map.of("a", "", "b", "", "c", "value"));
  }

  @Test
  void aKeyWithTwoValuesIsRefusedWithBothLines() {
    assertRefused(
        "# x\na=b\n\nlong=1,\\\n  2\na=c",
        "f:6: a already has another value in line 2; keep one of them");
    assertThat(settings("a=b\na = b ")).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void aBrokenEscapeIsRefusedWithItsLine() {
    assertRefused("a=b\nc=\\uZZZZ", "f:2: \\u needs four hexadecimal digits");
  }

  @Test
  void everythingElseIsReadAsJavaDoes() throws IOException {
    Random random = new Random(2013);
    char[] alphabet = {'a', 'b', '=', ':', ' ', '\t', '\f', '\\', '\n', '\r', '#', '!', 'ü', '\n'};
    int compared = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(16); i > 0; i--) {
        text.append(alphabet[random.nextInt(alphabet.length)]);
      }
      Map<String, String> ours;
      try {
        ours = settings(text.toString());
      } catch (ConfigurationException e) {
        assertThat(e).hasMessageMatching("(?s)f:\\d+: .*(has no value|has another value).*");
        continue;
      }
      Properties properties = new Properties();
      properties.load(new StringReader(text.toString()));
      Map<String, String> java = new HashMap<>();
      properties
          .stringPropertyNames()
          .forEach(key -> java.put(key, properties.getProperty(key).strip()));
      java.remove("");
      ours.remove("");
      ours.replaceAll((key, value) -> value.strip());
      assertThat(ours).as(text.toString()).isEqualTo(java);
      compared++;
    }
    assertThat(compared).isGreaterThan(5_000);
  }
}
