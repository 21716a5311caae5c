package io.camus.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class ReaderSchemaTest {
  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse(
            "{'type':'record','name':'Event','namespace':'test','fields':[%s]}"
                .formatted(fields)
                .replace('\'', '"'));
  }

  private static String field(String name, String type) {
    return "{'name':'%s','type':%s}".formatted(name, type);
  }

  private static String field(String name, String type, String defaultValue) {
    return "{'name':'%s','type':%s,'default':%s}".formatted(name, type, defaultValue);
  }

  private static ReaderSchema merged(Schema... oldestFirst) {
    return ReaderSchema.of(Written.schemas(oldestFirst));
  }

  private static String types(Schema schema) {
    StringBuilder types = new StringBuilder();
    for (Schema.Field field : schema.getFields()) {
      types.append(field.name()).append(' ').append(field.schema());
      types.append(field.hasDefaultValue() ? " = " + field.defaultVal() : "").append('\n');
    }
    return types.toString().replace("\"", "");
  }

  /** Reads a record that was written with another schema. */
  private static GenericRecord read(GenericRecord written, Schema reader) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(written.getSchema()).write(written, encoder);
    return new GenericDatumReader<GenericRecord>(written.getSchema(), reader)
        .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
  }

  private static void refused(String why, Schema... oldestFirst) {
    TopicSchemas schemas = Written.schemas(oldestFirst);
    assertThatThrownBy(() -> ReaderSchema.of(schemas))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no schema can read all files of clicks: " + why)
        .hasMessageContaining("Omit --all");
  }

  @Test
  void oneSchemaReadsItself() {
    Schema only = record(field("a", "'long'"));
    assertThat(merged(only).schema()).isSameAs(only);
  }

  @Test
  void aFieldThatSomeFilesDoNotHaveIsNullOrItsDefaultThere() throws IOException {
    Schema first = record(field("a", "'long'") + "," + field("gone", "'string'"));
    Schema second =
        record(
            field("a", "'long'") + "," + field("b", "'string'") + "," + field("c", "'int'", "7"));
    ReaderSchema reader = merged(first, second);

    assertThat(types(reader.schema()))
        .isEqualTo(
            """
            a long
            b [null,string] = org.apache.avro.JsonProperties$Null@0
            c int = 7
            gone [null,string] = org.apache.avro.JsonProperties$Null@0
            """
                .replace("org.apache.avro.JsonProperties$Null@0", nullText()));
    GenericRecord old = new GenericData.Record(first);
    old.put("a", 1L);
    old.put("gone", "x");
    assertThat(read(old, reader.schema()).toString())
        .isEqualTo("{\"a\": 1, \"b\": null, \"c\": 7, \"gone\": \"x\"}");
    GenericRecord young = new GenericData.Record(second);
    young.put("a", 2L);
    young.put("b", "y");
    young.put("c", 8);
    assertThat(read(young, reader.schema()).toString())
        .isEqualTo("{\"a\": 2, \"b\": \"y\", \"c\": 8, \"gone\": null}");
  }

  private static String nullText() {
    return record(field("n", "'null'", "null")).getField("n").defaultVal().toString();
  }

  @Test
  void numbersBecomeTheWiderOneWhicheverIsNewer() {
    Schema narrow = record(field("n", "'int'") + "," + field("f", "'long'"));
    Schema wide = record(field("n", "'long'") + "," + field("f", "'double'"));
    assertThat(types(merged(narrow, wide).schema())).isEqualTo("n long\nf double\n");
    assertThat(types(merged(wide, narrow).schema())).isEqualTo("n long\nf double\n");
  }

  @Test
  void aTypeMayBecomeNullableAndBack() {
    Schema required = record(field("a", "'long'"));
    Schema nullable = record(field("a", "['null','int']", "null"));
    assertThat(types(merged(required, nullable).schema())).startsWith("a [null,long] = ");
    assertThat(types(merged(nullable, required).schema())).isEqualTo("a [long,null]\n");
  }

  @Test
  void symbolsOfAllEnumsAreKept() {
    String type = "{'type':'enum','name':'Kind','symbols':[%s]}";
    Schema first = record(field("k", type.formatted("'A','B'")));
    Schema second = record(field("k", type.formatted("'B','C'")));
    assertThat(merged(first, second).schema().getField("k").schema().getEnumSymbols())
        .containsExactly("B", "C", "A");
  }

  @Test
  void aNamedTypeHasOneDefinitionWhereverItIsUsed() {
    String inner = "{'type':'record','name':'Inner','fields':[%s]}";
    Schema first =
        record(
            field("b", inner.formatted(field("x", "'int'")))
                + ","
                + field("list", "{'type':'array','items':'Inner'}"));
    Schema second =
        record(field("a", inner.formatted(field("x", "'long'") + "," + field("y", "'string'"))));
    Schema reader = merged(first, second).schema();

    Schema one = reader.getField("a").schema().getTypes().get(1);
    assertThat(types(one)).startsWith("x long\ny [null,string] = ");
    assertThat(reader.getField("list").schema().getTypes().get(1).getElementType()).isEqualTo(one);
  }

  @Test
  void aTypeMayHoldItself() {
    String tree = field("next", "['null','Event']", "null");
    Schema reader = merged(record(tree), record(tree + "," + field("v", "'int'", "0"))).schema();
    assertThat(reader.getField("next").schema().getTypes().get(1)).isEqualTo(reader);
  }

  @Test
  void mapsAndArraysAreMergedInside() {
    Schema first =
        record(
            field("m", "{'type':'map','values':'int'}")
                + ","
                + field("l", "{'type':'array','items':'string'}"));
    Schema second =
        record(
            field("m", "{'type':'map','values':'long'}")
                + ","
                + field("l", "{'type':'array','items':['null','string']}"));
    assertThat(types(merged(first, second).schema()))
        .isEqualTo("m {type:map,values:long}\nl {type:array,items:[null,string]}\n");
  }

  @Test
  void namesOfBeforeAreFoundByAliases() throws IOException {
    Schema first = record(field("old", "'long'"));
    Schema second = record("{'name':'now','type':'long','aliases':['old']}");
    Schema reader = merged(first, second).schema();

    GenericRecord before = new GenericData.Record(first);
    before.put("old", 5L);
    assertThat(read(before, reader).toString()).isEqualTo("{\"now\": 5}");
  }

  @Test
  void aUnionMayGrow() {
    Schema first = record(field("u", "['int','string']"));
    Schema second = record(field("u", "['string','boolean']"));
    assertThat(types(merged(first, second).schema())).isEqualTo("u [string,boolean,int]\n");
  }

  @Test
  void typesThatNoTypeReadsAreRefusedWithFieldAndFile() {
    Schema first = record(field("amount", "'string'"));
    Schema second = record(field("amount", "'long'"));
    refused("field amount is long in newer files and string in /d/clicks/1.avro", first, second);
    refused(
        "field amount is null or long in newer files and string in /d/clicks/1.avro",
        first,
        record(field("amount", "['null','long']")));
  }

  @Test
  void recordsOfTwoNamesAreRefused() {
    Schema other =
        new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"Other\",\"namespace\":\"test\",\"fields\":[]}");
    refused(
        "the record itself is record test.Event in newer files and record test.Other in",
        other,
        record(field("a", "'long'")));
  }

  @Test
  void numbersOfAnotherMeaningAreNotMixedUp() {
    String stamp = "{'type':'long','logicalType':'%s'}";
    refused(
        "field t is long (timestamp-micros) in newer files and long (timestamp-millis) in",
        record(field("t", stamp.formatted("timestamp-millis"))),
        record(field("t", stamp.formatted("timestamp-micros"))));
    String decimal = "{'type':'bytes','logicalType':'decimal','precision':%d,'scale':%d}";
    refused(
        "field d is bytes (decimal(9,4)) in newer files and bytes (decimal(9,2)) in",
        record(field("d", decimal.formatted(9, 2))),
        record(field("d", decimal.formatted(9, 4))));
    assertThat(
            types(
                merged(
                        record(field("d", decimal.formatted(12, 2))),
                        record(field("d", decimal.formatted(9, 2))))
                    .schema()))
        .contains("precision:12");
  }

  @Test
  void aMeaningThatSomeFilesDoNotHaveIsLeftOutAndTold() {
    ReaderSchema reader =
        merged(
            record(field("t", "'long'")),
            record(field("t", "{'type':'long','logicalType':'timestamp-millis'}")));
    assertThat(types(reader.schema())).isEqualTo("t long\n");
    assertThat(reader.notes())
        .isEqualTo(
            List.of("field t: timestamp-millis is omitted, because some files have a plain long"));
  }

  @Test
  void documentationAndPropertiesOfTheNewestSchemaStay() {
    Schema second =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"Event","namespace":"test","doc":"An event.","owner":"us",
                 "fields":[{"name":"a","type":"long","doc":"A number.","unit":"m"}]}
                """);
    Schema reader = merged(record(field("a", "'int'")), second).schema();
    assertThat(reader.getDoc()).isEqualTo("An event.");
    assertThat(reader.getProp("owner")).isEqualTo("us");
    assertThat(reader.getField("a").doc()).isEqualTo("A number.");
    assertThat(reader.getField("a").getProp("unit")).isEqualTo("m");
  }
}
