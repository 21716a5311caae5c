package io.camus.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.Compatibility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaStepTest {
  private static Schema record(String... fields) {
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\"Click\",\"namespace\":\"test\",\"fields\":["
                + String.join(",", fields).replace('\'', '"')
                + "]}");
  }

  private static SchemaStep step(String older, String newer) {
    return SchemaStep.between(record(older), record(newer));
  }

  private static String field(String type) {
    return "{'name':'x','type':" + type + "}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'int' | 'long' | field x widened from int to long | BACKWARD",
        "'double' | 'long' | field x narrowed from double to long | FORWARD",
        "'string' | 'bytes' | field x changed from string to bytes | FULL",
        "'int' | 'string' | field x changed from int to string | NONE",
        "'int' | ['null','int'] | field x may be null now | BACKWARD",
        "['null','int'] | 'int' | field x may no longer be null | FORWARD",
        "['null','int'] | ['null','long'] | field x widened from int to long | BACKWARD",
        "['int','string'] | ['int','string','boolean'] | field x may be boolean now | BACKWARD",
        "{'type':'array','items':'int'} | {'type':'array','items':'long'}"
            + " | field x[] widened from int to long | BACKWARD",
        "{'type':'map','values':'long'} | {'type':'map','values':'string'}"
            + " | field x{} changed from long to string | NONE",
        "{'type':'enum','name':'E','symbols':['A','B']} | {'type':'enum','name':'E','symbols':['A']}"
            + " | field x has no longer the symbols: B | FORWARD",
        "{'type':'enum','name':'E','symbols':['A']} | {'type':'enum','name':'E','symbols':['A','B']}"
            + " | field x has new symbols: B | BACKWARD",
        "{'type':'fixed','name':'F','size':4} | {'type':'fixed','name':'F','size':8}"
            + " | field x has 8 bytes, which were 4 | NONE",
        "{'type':'long','logicalType':'timestamp-millis'} | {'type':'long','logicalType':'timestamp-micros'}"
            + " | field x changed from long (timestamp-millis) to long (timestamp-micros) | NONE",
        "'long' | {'type':'long','logicalType':'timestamp-millis'}"
            + " | field x changed from long to long (timestamp-millis) | FULL",
        "{'type':'bytes','logicalType':'decimal','precision':4,'scale':2}"
            + " | {'type':'bytes','logicalType':'decimal','precision':6,'scale':2}"
            + " | field x changed from bytes (decimal(4,2)) to bytes (decimal(6,2)) | BACKWARD",
      })
  void aChangeOfATypeIsToldInWordsWithWhoCanRead(
      String older, String newer, String words, Compatibility compatibility) {
    SchemaStep step = step(field(older), field(newer));

    assertThat(step.changes()).containsExactly(words);
    assertThat(step.compatibility()).isEqualTo(compatibility);
  }

  @Test
  void fieldsComeAndGoWithAndWithoutDefaults() {
    String x = field("'int'");
    String plain = "{'name':'y','type':'string'}";
    String preset = "{'name':'y','type':'string','default':'web'}";

    SchemaStep added = SchemaStep.between(record(x), record(x, plain));
    assertThat(added.changes()).containsExactly("field y added: string, no default");
    assertThat(added.compatibility()).isEqualTo(Compatibility.FORWARD);
    assertThat(added.breaks(Compatibility.FULL))
        .containsExactly(
            "new readers cannot read old data: field y is missing there and has no default");
    assertThat(added.breaks(Compatibility.FORWARD)).isEmpty();
    assertThat(added.breaks(Compatibility.NONE)).isEmpty();

    SchemaStep harmless = SchemaStep.between(record(x), record(x, preset));
    assertThat(harmless.changes()).containsExactly("field y added: string, default \"web\"");
    assertThat(harmless.compatibility()).isEqualTo(Compatibility.FULL);

    SchemaStep removed = SchemaStep.between(record(x, plain), record(x));
    assertThat(removed.changes()).containsExactly("field y removed: string, no default");
    assertThat(removed.compatibility()).isEqualTo(Compatibility.BACKWARD);

    assertThat(SchemaStep.between(record(x, plain), record(x, preset)).changes())
        .containsExactly("field y has default \"web\", had no default");
    assertThat(
            SchemaStep.between(
                    record(plain), record("{'name':'z','aliases':['y'],'type':'string'}"))
                .changes())
        .containsExactly("field z renamed from y, its alias");
  }

  @Test
  void aTypeThatContainsItselfIsComparedOnce() {
    String node =
        "{'name':'n','type':['null',{'type':'record','name':'Node','fields':["
            + "{'name':'v','type':'%s'},{'name':'next','type':['null','Node']}]}]}";
    SchemaStep step =
        SchemaStep.between(record(node.formatted("int")), record(node.formatted("long")));

    assertThat(step.changes()).containsExactly("field n.v widened from int to long");
    assertThat(step.forwardBreaks()).containsExactly("field n.v is int, not long");
  }

  @Test
  void theSameSchemaIsNoStep() {
    SchemaStep step = step(field("'int'"), field("'int'"));

    assertThat(step.changes()).isEmpty();
    assertThat(step.compatibility()).isEqualTo(Compatibility.FULL);
  }

  /** Fields by name, each as JSON without its name. */
  private static Schema random(Map<String, String> fields) {
    List<String> texts = new ArrayList<>();
    fields.forEach((name, rest) -> texts.add("{'name':'" + name + "'," + rest + "}"));
    return record(texts.toArray(String[]::new));
  }

  private static String field(String name, Random random) {
    String[] types = {
      "'type':'int'",
      "'type':'long'",
      "'type':'double'",
      "'type':'string'",
      "'type':'bytes'",
      "'type':'int','default':7",
      "'type':['null','string'],'default':null",
      "'type':['null','long']",
      "'type':['string','int']",
      "'type':{'type':'array','items':'int'}",
      "'type':{'type':'array','items':['null','long']}",
      "'type':{'type':'map','values':'float'}",
      "'type':{'type':'enum','name':'E%s','symbols':['A','B']}",
      "'type':{'type':'enum','name':'E%s','symbols':['A','B','C']}",
      "'type':{'type':'enum','name':'E%s','symbols':['B'],'default':'B'}",
      "'type':{'type':'record','name':'R%s','fields':[{'name':'i','type':'int'}]}",
      "'type':{'type':'record','name':'R%s','fields':[{'name':'i','type':'long'},"
          + "{'name':'j','type':'string','default':''}]}",
    };
    return types[random.nextInt(types.length)].replace("%s", name);
  }

  private static boolean reads(Schema writer, Schema reader, long seed) throws IOException {
    for (Object datum : new RandomData(writer, 30, seed)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<>(writer).write(datum, encoder);
      encoder.flush();
      try {
        Object read =
            new GenericDatumReader<>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        assertThat(GenericData.get().validate(reader, read)).isTrue();
      } catch (AvroTypeException e) {
        return false;
      }
    }
    return true;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsCalledReadableIsRead(long seed) throws IOException {
    Random random = new Random(seed);
    int readable = 0;
    int unreadable = 0;
    for (int round = 0; round < 400; round++) {
      Map<String, String> fields = new LinkedHashMap<>();
      for (String name : List.of("a", "b", "c")) {
        fields.put(name, field(name, random));
      }
      Schema older = random(fields);
      String changed = List.of("a", "b", "c", "d").get(random.nextInt(4));
      if (random.nextInt(4) == 0) {
        fields.remove(changed);
      } else {
        fields.put(changed, field(changed, random));
      }
      Schema newer = random(fields);
      SchemaStep step = SchemaStep.between(older, newer);

      assertThat(step.changes().isEmpty()).as("%s %s", older, newer).isEqualTo(older.equals(newer));
      boolean read = reads(older, newer, seed + round);
      if (step.backwardBreaks().isEmpty()) {
        assertThat(read).as("%s read as %s", older, newer).isTrue();
        readable++;
      } else if (!read) {
        unreadable++;
      }
      if (step.forwardBreaks().isEmpty()) {
        assertThat(reads(newer, older, seed + round)).as("%s read as %s", newer, older).isTrue();
      }
    }
    assertThat(readable).isGreaterThan(80);
    assertThat(unreadable).isGreaterThan(80);
  }
}
