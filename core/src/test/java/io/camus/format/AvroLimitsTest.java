package io.camus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroLimitsTest {
  private static final AvroFileFormat FORMAT = new AvroFileFormat(new Compression.None(), 1 << 16);

  private static Schema with(String id, String type) {
    return new Schema.Parser()
        .parse(
            ("{'type':'record','name':'Click','fields':[{'name':'it'"
                    + id
                    + ",'type':"
                    + type
                    + "}]}")
                .replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'enum','name':'E','symbols':['A']}|field it is an enum",
        "['null',{'type':'array','items':{'type':'enum','name':'E','symbols':['A']}}]"
            + "|field it is an enum",
        "{'type':'int','logicalType':'time-millis'}|field it is time-millis",
        "{'type':'record','name':'R','fields':[{'name':'a','type':"
            + "{'type':'long','logicalType':'local-timestamp-micros'}}]}"
            + "|field it.a is local-timestamp-micros"
      })
  void whatReadersOfTablesDoNotKnowIsRefusedInFilesOfTables(String type, String words) {
    Schema of = with(",'field-id':1", type);

    assertThat(AvroLimits.refusal(of).orElseThrow())
        .contains(words, "camus.output.format = parquet");
    assertThatThrownBy(
            () -> FORMAT.create(OutputStream.nullOutputStream(), Optional.of(of), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(words);
    assertThatCode(
            () ->
                FORMAT.create(
                    OutputStream.nullOutputStream(), Optional.of(with("", type)), Map.of()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'string'",
        "{'type':'long','logicalType':'timestamp-millis'}",
        "{'type':'map','values':{'type':'long','logicalType':'time-micros'}}"
      })
  void otherTypesAreNot(String type) {
    assertThat(AvroLimits.refusal(with(",'field-id':1", type))).isEmpty();
  }

  @Test
  void aTypeThatContainsItselfIsLookedAtOnce() {
    assertThat(AvroLimits.refusal(with("", "['null','Click']"))).isEmpty();
  }
}
