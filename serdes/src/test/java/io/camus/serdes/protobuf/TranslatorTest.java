package io.camus.serdes.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.spi.RegisteredText;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class TranslatorTest {
  private static final String PROTO3 = "syntax = \"proto3\"; ";

  private static ShapeCompiler.Compiled compiled(TimestampUnit unit, String text)
      throws UnusableSchemaException {
    return new ShapeCompiler(unit, UnknownFields.DROP)
        .compile(
            ProtoFiles.descriptor(new RegisteredText(RegisteredText.PROTOBUF, text, Map.of()))
                .getMessageTypes()
                .get(0));
  }

  private static String read(String text, String hex) throws Exception {
    return read(TimestampUnit.MICROS, text, hex);
  }

  private static String read(TimestampUnit unit, String text, String hex) throws Exception {
    return read(compiled(unit, text), HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private static String read(ShapeCompiler.Compiled compiled, byte[] bytes) throws Exception {
    Translator translator = new Translator();
    translator.translate(compiled.shape(), bytes, 0, bytes.length);
    return new GenericDatumReader<>(compiled.schema())
        .read(
            null,
            DecoderFactory.get()
                .binaryDecoder(translator.output().array(), 0, translator.output().length(), null))
        .toString();
  }

  @Test
  void absentFieldsAreNullOrZero() throws Exception {
    assertThat(
            read(
                PROTO3
                    + "enum E { A = 0; } message M { int32 a = 1; optional int32 b = 2; string c = 3;"
                    + " E d = 4; M e = 5; oneof o { bool f = 6; } repeated M g = 7; double h = 8;"
                    + " map<bool, M> i = 9; }",
                ""))
        .isEqualTo(
            "{\"a\": 0, \"b\": null, \"c\": \"\", \"d\": \"A\", \"e\": null, \"f\": null, \"g\": [],"
                + " \"h\": 0.0, \"i\": {}}");
  }

  @Test
  void theLastMemberOfAOneofClearsTheOthers() throws Exception {
    String text = PROTO3 + "message M { oneof o { int32 a = 1; M b = 2; } }";

    assertThat(read(text, "08 01 12 02 08 05"))
        .isEqualTo("{\"a\": null, \"b\": {\"a\": 5, \"b\": null}}");
    assertThat(read(text, "12 02 08 05 08 01")).isEqualTo("{\"a\": 1, \"b\": null}");
    // Set, cleared and set again: nothing of the first is left.
    assertThat(read(text, "12 02 08 05 08 01 12 00"))
        .isEqualTo("{\"a\": null, \"b\": {\"a\": null, \"b\": null}}");
  }

  @Test
  void messagesAreMergedAndRepeatedFieldsGathered() throws Exception {
    String text =
        PROTO3
            + "message M { N n = 1; } message N { int32 a = 1; repeated int32 b = 2; int32 c = 3; }";

    assertThat(read(text, "0a 06 08 01 12 02 01 02  0a 04 10 03 18 07"))
        .isEqualTo("{\"n\": {\"a\": 1, \"b\": [1, 2, 3], \"c\": 7}}");
  }

  @Test
  void keysOfMapsBecomeText() throws Exception {
    assertThat(read(PROTO3 + "message M { map<sint64, string> a = 1; }", "0a 05 08 01 12 01 78"))
        .isEqualTo("{\"a\": {\"-1\": \"x\"}}");
    assertThat(read(PROTO3 + "message M { map<bool, int32> a = 1; }", "0a 02 08 01 0a 00"))
        .isIn("{\"a\": {\"true\": 0, \"false\": 0}}", "{\"a\": {\"false\": 0, \"true\": 0}}");
    // A key that is not given is the same as zero.
    assertThat(
            read(
                PROTO3 + "message M { map<int32, int32> a = 1; }", "0a 02 10 01 0a 04 08 00 10 02"))
        .isEqualTo("{\"a\": {\"0\": 2}}");
  }

  @Test
  void timestampsAreCutOffTowardThePastOrExact() throws Exception {
    String text =
        PROTO3
            + "import \"google/protobuf/timestamp.proto\";"
            + " message M { google.protobuf.Timestamp t = 1; }";
    // -1 second and 999,999,999 nanoseconds: one nanosecond before 1970.
    String before = "0a 11 08 ff ff ff ff ff ff ff ff ff 01 10 ff 93 eb dc 03";

    assertThat(read(TimestampUnit.MICROS, text, before)).isEqualTo("{\"t\": -1}");
    assertThat(read(TimestampUnit.NANOS, text, before)).isEqualTo("{\"t\": -1}");
    assertThat(read(TimestampUnit.NANOS, text, "0a 04 08 01 10 05"))
        .isEqualTo("{\"t\": 1000000005}");
    // The end of year 9999.
    String last = "0a 07 08 ff a6 d9 81 b0 07";
    assertThat(read(TimestampUnit.MICROS, text, "0a 07 08 ff d2 8a c0 af 07")).contains("t");
    assertThatThrownBy(() -> read(TimestampUnit.NANOS, text, "0a 07 08 ff d2 8a c0 af 07"))
        .hasMessageContaining(
            "does not fit into timestamp-nanos; set camus.protobuf.timestamps=micros");
    assertThatThrownBy(() -> read(text, last)).hasMessageStartingWith("not a Timestamp: ");
  }

  @Test
  void numbersThatAnEnumDoesNotHaveAndMissingRequiredFieldsAreRefused() {
    assertThatThrownBy(
            () -> read(PROTO3 + "enum E { A = 0; B = 5; } message M { E e = 1; }", "08 03"))
        .isInstanceOf(Malformed.class)
        .hasMessage("M.e = 3, which its enum does not have");
    assertThatThrownBy(() -> read("syntax = \"proto2\"; message M { required int32 a = 1; }", ""))
        .isInstanceOf(Malformed.class)
        .hasMessage("the required field M.a is missing");
  }

  @Test
  void aHundredLevelsAreReadAndNoMore() throws Exception {
    ShapeCompiler.Compiled compiled =
        compiled(TimestampUnit.MICROS, PROTO3 + "message M { M m = 1; }");

    assertThat(read(compiled, nested(100))).contains("null");
    assertThatThrownBy(() -> read(compiled, nested(101)))
        .isInstanceOf(Malformed.class)
        .hasMessage("more than 100 levels of nesting");
  }

  private static byte[] nested(int levels) {
    byte[] bytes = new byte[0];
    for (int i = 0; i < levels; i++) {
      int lengthBytes = bytes.length < 128 ? 1 : 2;
      byte[] outer = new byte[bytes.length + 1 + lengthBytes];
      outer[0] = 0x0a;
      if (lengthBytes == 1) {
        outer[1] = (byte) bytes.length;
      } else {
        outer[1] = (byte) ((bytes.length & 0x7F) | 0x80);
        outer[2] = (byte) (bytes.length >> 7);
      }
      System.arraycopy(bytes, 0, outer, 1 + lengthBytes, bytes.length);
      bytes = outer;
    }
    return bytes;
  }

  @Test
  void aSmallRecordCannotFillTheMemory() throws Exception {
    StringBuilder text = new StringBuilder(PROTO3 + "message M { repeated N n = 1; } message N { ");
    for (int i = 1; i <= 500; i++) {
      text.append("int32 a").append(i).append(" = ").append(i).append("; ");
    }
    ShapeCompiler.Compiled compiled = compiled(TimestampUnit.MICROS, text + "}");
    byte[] bytes = new byte[2 * 200_000];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = 0x0a;
    }

    assertThatThrownBy(() -> new Translator().translate(compiled.shape(), bytes, 0, bytes.length))
        .isInstanceOf(Malformed.class)
        .hasMessage("the record becomes larger than 67108864 bytes");
  }
}
