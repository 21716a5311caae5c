package io.camus.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.config.CamusConfig;
import io.camus.config.TopicConfig;
import io.camus.format.Compression;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.spi.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The format as settings choose it. */
class ParquetProviderTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "kafka.brokers", "localhost:9092",
          "etl.destination.path", "/data",
          "etl.execution.base.path", "/camus",
          "etl.execution.history.path", "/camus/history",
          "camus.output.format", "parquet");

  private static CamusConfig config(String... keysAndValues) {
    Map<String, String> settings = new HashMap<>(LEAST);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return CamusConfig.parse(settings);
  }

  private static List<ColumnChunkMetaData> columns(String... keysAndValues) throws IOException {
    TopicConfig topic = config(keysAndValues).topic("views");
    FileFormatProvider provider = (FileFormatProvider) topic.format().orElseThrow();
    FileFormat format = provider.format(topic);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileFormat.Writer writer = format.create(out, Optional.of(PageViews.SCHEMA), Map.of())) {
      for (byte[] view : PageViews.of(new Random(1), 1_000)) {
        writer.append(ParquetFiles.datum(view));
      }
    }
    try (ParquetFileReader reader = ParquetFileReader.open(ParquetFiles.input(out.toByteArray()))) {
      List<BlockMetaData> groups = reader.getFooter().getBlocks();
      assertThat(groups).hasSize(1);
      return groups.get(0).getColumns();
    }
  }

  @ParameterizedTest
  @CsvSource({"none, UNCOMPRESSED", "deflate, GZIP", "snappy, SNAPPY", "zstandard, ZSTD"})
  void codecIsParquets(String codec, CompressionCodecName expected) throws IOException {
    assertThat(columns("etl.output.codec", codec)).allMatch(it -> it.getCodec() == expected);
  }

  @Test
  void dictionariesAreUsedUnlessSwitchedOff() throws IOException {
    assertThat(columns()).anyMatch(ColumnChunkMetaData::hasDictionaryPage);
    assertThat(columns("camus.parquet.dictionary.views", "false"))
        .noneMatch(ColumnChunkMetaData::hasDictionaryPage);
  }

  @Test
  void bloomFiltersAreWrittenForTheNamedColumns() throws IOException {
    assertThat(columns("camus.parquet.bloom.columns", "memberId, url"))
        .filteredOn(it -> it.getBloomFilterOffset() >= 0)
        .extracting(it -> it.getPath().toDotString())
        .containsExactly("memberId", "url");
  }

  @Test
  void defaultsAreTheUsualLayout() {
    TopicConfig topic = config().topic("views");

    assertThat(
            new ParquetLayout(
                topic.value(ParquetProvider.ROW_GROUP_BYTES),
                topic.value(ParquetProvider.PAGE_BYTES),
                topic.value(ParquetProvider.DICTIONARY)
                    ? ParquetLayout.Dictionaries.USED
                    : ParquetLayout.Dictionaries.UNUSED,
                topic.value(ParquetProvider.BLOOM_COLUMNS),
                topic.value(ParquetProvider.SORT_COLUMNS)))
        .isEqualTo(ParquetLayout.USUAL);
  }

  @Test
  void itReadsFilesOfItsName() {
    ParquetProvider provider = new ParquetProvider();

    assertThat(provider.reader("a.parquet", config())).isPresent();
    assertThat(provider.reader("a.avro", config())).isEmpty();
    assertThat(provider.takes(Form.TEXT)).isEqualTo(Form.AVRO);
    assertThat(new ParquetFileFormat(new Compression.None(), ParquetLayout.USUAL).extension())
        .isEqualTo(".parquet");
  }
}
