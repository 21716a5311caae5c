package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFaultTest {
  private static Optional<JsonFault> fault(String text) {
    byte[] bytes = ("xx" + text + "yy").getBytes(UTF_8);
    JsonScanner scanner = new JsonScanner(FieldTree.of(List.of()), new Captures(0));
    return scanner.accepts(bytes, 2, bytes.length - 2)
        ? Optional.empty()
        : Optional.of(scanner.fault());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 0 | the value is empty",
        "`  ` | 2 | only white space",
        "[1] | 0 | a JSON object begins with {, not with '['",
        "{'a':1} | 1 | ''' where a name in double quotes is expected",
        "{\"a\" 1} | 5 | '1' where a colon is expected",
        "{\"a\":} | 5 | '}' where a value is expected",
        "{\"a\":NaN} | 5 | 'N' where a value is expected",
        "{\"a\":nul} | 5 | a word that is not true, false or null",
        "{\"a\":01} | 6 | '1' where a comma or } is expected",
        "{\"a\":-} | 5 | a malformed number",
        "{\"a\":1,} | 7 | '}' where a name in double quotes is expected",
        "{\"a\":[1 | 7 | the record ends before the [ at byte 5 is closed",
        "{\"a\":[1}} | 7 | '}' where a comma or ] is expected",
        "{\"a\":\"b | 7 | the record ends inside the string that begins at byte 5",
        "{\"a\":\"\\x\"} | 6 | a backslash before 'x' is not an escape sequence",
        "{\"a\":\"\\u12g4\"} | 6 | a backslash before 'u' is not an escape sequence",
        "{\"a\":1}{ | 7 | '{' follows the JSON object",
        "{\"a\":1,\"\\ud83d\":2} | 7 | a name with an unpaired surrogate",
      })
  void itIsToldWithItsPlaceInOurWords(String text, int position, String what) {
    assertThat(fault(text)).contains(new JsonFault(position, what));
  }

  @Test
  void aControlCharacterWithinATextIsTold() {
    assertThat(fault("{\"a\":\"b\nc\"}"))
        .contains(new JsonFault(7, "0x0a inside a string is not escaped"));
    assertThat(fault("{\"a\":".repeat(1001)))
        .contains(new JsonFault(5000, "more than 1000 levels deep"));
  }

  @Test
  void whatIsWellFormedHasNone() {
    assertThat(fault(" {\"a\":[1,-2.5e3,true,{},[]],\"\\u00e9\":{\"b\":null}} \n")).isEmpty();
  }

  /** Whatever is changed in an object: a fault is found exactly if another parser refuses it. */
  @Test
  void itIsFoundWheneverAnotherParserRefuses() throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    String text = "{\"a\":[1,-2.5e3,true,null,{}],\"b\\n\":\"c\\u00e9\",\"d\":{\"e\":[false,[]]}}";
    List<String> bits = List.of("", "\"", "{", "}", "[", "]", ",", ":", "\\", "0", "-", "t", "\n");
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      int at = random.nextInt(text.length());
      int to = Math.min(text.length(), at + random.nextInt(4));
      String changed =
          text.substring(0, at) + bits.get(random.nextInt(bits.size())) + text.substring(to);
      boolean accepted;
      try {
        accepted = mapper.readTree(changed).isObject();
      } catch (IOException e) {
        accepted = false;
      }
      assertThat(fault(changed).isEmpty()).as(changed).isEqualTo(accepted);
    }
  }
}
