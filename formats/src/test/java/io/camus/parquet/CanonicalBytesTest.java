package io.camus.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.format.Compression;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encodings that Avro's readers accept, and the one that its library writes. */
class CanonicalBytesTest {

  private static Schema schema(String text) {
    boolean named = text.matches("[a-z]+");
    return new Schema.Parser().parse(named ? '"' + text + '"' : text.replace('\'', '"'));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex == null ? "" : hex);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "boolean | 01 | 01",
        "boolean | 02 | 00",
        "int     | 02 | 02",
        "int     | 8200 | 02",
        "int     | 8280808000 | 02",
        "int     | ffffffff0f | ffffffff0f",
        "int     | ffffffff1f | ffffffff0f",
        "int     | 8280808070 | 02",
        "long    | ffffffffffffffffff01 | ffffffffffffffffff01",
        "long    | 8280808080808080807e | 02",
        "long    | ffffffffffffffffff03 | ffffffffffffffffff01",
        "string  | 840061 62 | 046162",
        "['null', 'int'] | 820002 | 0202",
        "['null', 'int'] | 8000 | 00",
        "['int', 'string', 'null'] | 8400 | 04",
        "{'type': 'enum', 'name': 'E', 'symbols': ['A', 'B']} | 8200 | 02",
        "{'type': 'array', 'items': 'int'} | 0202020400 | 04020400",
        "{'type': 'array', 'items': 'int'} | 03040204 00 | 04020400",
        "{'type': 'array', 'items': 'int'} | 8000 | 00",
        "{'type': 'map', 'values': 'int'} | 02026102 02026104 00 | 0402610202610400",
        "{'type': 'map', 'values': 'int'} | 04026102 02610400 | 0402610202610400"
      })
  void theyStandForTheCanonicalOne(String text, String encoded, String canonical)
      throws IOException {
    Datum datum = ParquetFiles.datum(bytes(encoded.replace(" ", "")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileFormat.Writer writer = create(text, out)) {
      writer.append(datum);
    }

    assertThat(Arrays.copyOfRange(datum.bytes, datum.offset, datum.offset + datum.length))
        .isEqualTo(bytes(canonical));
    assertThat(ParquetFiles.read(out.toByteArray())).containsExactly(bytes(canonical));
  }

  private static FileFormat.Writer create(String text, ByteArrayOutputStream out)
      throws IOException {
    return new ParquetFileFormat(new Compression.None(), ParquetLayout.USUAL)
        .create(out, Optional.of(schema(text)), Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int     | | the record ends inside a number",
        "int     | 80 | the record ends inside a number",
        "int     | 808080808000 | an int of more than 5 bytes",
        "long    | 8080808080808080808080 | a long of more than 10 bytes",
        "int     | 0202 | 1 bytes follow the datum",
        "boolean | | 1 bytes needed, 0 left",
        "double  | 01020304050607 | 8 bytes needed, 7 left",
        "string  | 0661 | 3 bytes needed, 1 left",
        "string  | 01 | -1 bytes needed, 0 left",
        "['null', 'int'] | 04 | index 2 of an union of 2",
        "{'type': 'enum', 'name': 'E', 'symbols': ['A']} | 01 | index -1 of an enum of 1",
        "{'type': 'array', 'items': 'int'} | 0a02 | 5 items with only 1 bytes left",
        "{'type': 'array', 'items': 'int'} | 01080200 | a block of 4 bytes with only 2 bytes left",
        "{'type': 'array', 'items': 'int'} | 01040200 | a block of items whose stated end is byte 4"
      })
  void otherBytesAreRefused(String text, String encoded, String fault) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileFormat.Writer writer = create(text, out);

    assertThatThrownBy(() -> writer.append(ParquetFiles.datum(bytes(encoded))))
        .isInstanceOf(MalformedDatumException.class)
        .hasMessageEndingWith(fault);
    writer.close();
  }
}
