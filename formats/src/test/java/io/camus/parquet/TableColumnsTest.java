package io.camus.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.junit.jupiter.api.Test;

/** Files of tables: their schema has the ids of the table's columns. */
class TableColumnsTest {
  private static final Schema TABLE =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Click", "fields": [
                {"name": "time", "field-id": 4, "type": {"type": "long",
                  "logicalType": "timestamp-millis", "camus.stored.unit": "micros"}},
                {"name": "at", "field-id": 5, "type": ["null", {"type": "int",
                  "logicalType": "time-millis", "camus.stored.unit": "micros"}]},
                {"name": "tags", "field-id": 6, "type": {"type": "array", "items": "int",
                  "element-id": 7}},
                {"name": "counts", "field-id": 8, "type": {"type": "map", "values": "int",
                  "key-id": 9, "value-id": 10}},
                {"name": "id", "field-id": 11, "type": {"type": "fixed", "name": "Id", "size": 16,
                  "logicalType": "uuid"}}]}
              """);

  private static byte[] click(long time, Integer at) {
    GenericData.Record record = new GenericData.Record(TABLE);
    record.put("time", time);
    record.put("at", at);
    record.put("tags", List.of(1, 2));
    record.put("counts", Map.of("a", 1));
    record.put("id", new GenericData.Fixed(TABLE.getField("id").schema(), new byte[16]));
    return RandomRecords.encode(TABLE, record);
  }

  private static ParquetMetadata footer(byte[] file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(ParquetFiles.input(file))) {
      return reader.getFooter();
    }
  }

  @Test
  void columnsHaveTheIdsOfTheTable() throws IOException {
    byte[] file = ParquetFiles.write(TABLE, List.of(click(1, 2)));

    assertThat(footer(file).getFileMetaData().getSchema())
        .hasToString(
            """
            message Click {
              required int64 time (TIMESTAMP(MICROS,true)) = 4;
              optional int64 at (TIME(MICROS,true)) = 5;
              required group tags (LIST) = 6 {
                repeated group list {
                  required int32 element = 7;
                }
              }
              required group counts (MAP) = 8 {
                repeated group key_value {
                  required binary key (STRING) = 9;
                  required int32 value = 10;
                }
              }
              required fixed_len_byte_array(16) id (UUID) = 11;
            }
            """);
  }

  @Test
  void timesAreStoredInMicrosecondsAndReadInMilliseconds() throws IOException {
    List<byte[]> data = new ArrayList<>();
    for (long time : new long[] {0, -1, 1_764_763_200_123L, Long.MAX_VALUE / 1000}) {
      data.add(click(time, 86_399_999));
      data.add(click(-time, null));
    }

    byte[] file = ParquetFiles.write(TABLE, data);

    ParquetFiles.assertHolds(file, data);
    assertThat(ParquetFiles.schema(file)).isEqualTo(TABLE);
    LongStatistics statistics =
        (LongStatistics) footer(file).getBlocks().get(0).getColumns().get(0).getStatistics();
    assertThat(statistics.getMax()).isEqualTo(Long.MAX_VALUE / 1000 * 1000);
  }

  @Test
  void aTimeThatATableCannotHaveIsRefused() {
    assertThatThrownBy(
            () -> ParquetFiles.write(TABLE, List.of(click(Long.MAX_VALUE / 1000 + 1, null))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("9223372036854776 ms", "leave this topic without a table");
    assertThatThrownBy(() -> ParquetFiles.write(TABLE, List.of(click(Long.MIN_VALUE, null))))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void uuidsHaveNoStatistics() throws IOException {
    byte[] file = ParquetFiles.write(TABLE, List.of(click(1, 2)));

    List<Boolean> without =
        footer(file).getBlocks().get(0).getColumns().stream()
            .map(column -> column.getStatistics().hasNonNullValue())
            .toList();
    assertThat(without).containsExactly(true, true, true, true, true, false);
  }
}
