package io.camus.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CodecTest {
  private record Pair(int left, Optional<String> right) {}

  private static final Codec<Pair> PAIR = pair();

  private static Codec<Pair> pair() {
    var object = ObjectCodec.<Pair>tolerant();
    var left = object.required("left", Codecs.INT, Pair::left);
    var right = object.optional("right", Codecs.TEXT, Pair::right);
    return object.of(fields -> new Pair(fields.get(left), fields.get(right)));
  }

  private static Pair read(String json) throws IOException {
    return PAIR.fromBytes(json.getBytes(UTF_8));
  }

  @Test
  void fieldsAreReadInAnyOrderAndWrittenInOne() throws IOException {
    Pair pair = read(" {\"right\": \"r\", \"newer\": {\"left\": [2]}, \"left\": 1} \n");
    assertThat(pair).isEqualTo(new Pair(1, Optional.of("r")));
    assertThat(PAIR.toBytes(pair)).asString(UTF_8).isEqualTo("{\"left\":1,\"right\":\"r\"}");
    assertThat(PAIR.toBytes(read("{\"left\":1}"))).asString(UTF_8).isEqualTo("{\"left\":1}");
  }

  @Test
  void whatIsNoJsonOrMoreThanOneValueIsRefused() {
    assertThatThrownBy(() -> read("{\"left\":1} {}"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("data follows its end");
    for (String json : new String[] {"", "{", "{\"left\":1", "[1]", "null", "{\"left\":01}"}) {
      assertThatThrownBy(() -> read(json)).as(json).isInstanceOf(InvalidValueException.class);
    }
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    for (byte[] bytes :
        new byte[][] {
          {'{', '"', (byte) 0xFF, '"'}, {0, 0, (byte) 0xFF, '{'}, {'{', 0, 0, 0, 0, 0, 0, 'x'}
        }) {
      assertThatThrownBy(() -> PAIR.fromBytes(bytes)).isInstanceOf(InvalidValueException.class);
    }
  }

  @Test
  void aFieldThatIsThereTwiceIsRefused() {
    assertThatThrownBy(() -> read("{\"left\":1,\"left\":1}"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("left: is duplicated");
    assertThatThrownBy(() -> read("{\"left\":1,\"right\":null,\"right\":null}"))
        .hasMessage("right: is duplicated");
    var numbers = Codecs.numbers(String::toString, String::toString);
    assertThatThrownBy(() -> numbers.fromBytes("{\"a\":1,\"a\":1}".getBytes(UTF_8)))
        .hasMessage("a: is duplicated");
  }

  @Test
  void aPartitionsNumberFollowsTheLastDash() throws IOException {
    TopicPartition partition = new TopicPartition("clicks-eu", 3);
    assertThat(Codecs.PARTITION.fromBytes("\"clicks-eu-3\"".getBytes(UTF_8))).isEqualTo(partition);
    assertThat(Codecs.PARTITION.toBytes(partition)).asString(UTF_8).isEqualTo("\"clicks-eu-3\"");
    assertThat(Codecs.PARTITION.fromBytes("\"c-3\"".getBytes(UTF_8)).topic()).isEqualTo("c");
  }

  @Test
  void aNumberThatIsWholeIsANumberToo() throws IOException {
    assertThat(Codecs.DOUBLE.fromBytes("15".getBytes(UTF_8))).isEqualTo(15.0);
    assertThatThrownBy(() -> Codecs.DOUBLE.fromBytes("\"15\"".getBytes(UTF_8)))
        .hasMessage("must be a number, but is VALUE_STRING");
    assertThatThrownBy(() -> Codecs.LONG.fromBytes("9223372036854775808".getBytes(UTF_8)))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void anEntryHasOneKindThatIsKnown() {
    assertThatThrownBy(() -> entry("{\"replaces\":{}}"))
        .hasMessage(
            "replaces is not a known kind of entry; a newer version of Camus may have written it");
    assertThatThrownBy(() -> entry("{}")).hasMessage("has no kind of entry");
    String closes = "\"closes\":{\"run\":\"2026-11-22-14-05-59-3f09ac\"}";
    assertThatThrownBy(() -> entry("{" + closes + "," + closes + "}"))
        .hasMessage("has more than one kind of entry");
    assertThatThrownBy(() -> entry("[]")).hasMessage("must be an object, but is START_ARRAY");
  }

  private static void entry(String json) throws IOException {
    EntryCodec.ENTRY.fromBytes(json.getBytes(UTF_8));
  }
}
