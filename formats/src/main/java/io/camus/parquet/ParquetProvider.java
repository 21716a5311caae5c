package io.camus.parquet;

import io.camus.config.CamusConfig;
import io.camus.config.Key;
import io.camus.config.KeyGroup;
import io.camus.config.KeyType;
import io.camus.config.OutputSettings;
import io.camus.config.TopicConfig;
import io.camus.format.Compression;
import io.camus.parquet.ParquetLayout.Dictionaries;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.spi.FileFormat;
import java.util.List;
import java.util.Optional;

/** Parquet files. */
public final class ParquetProvider implements FileFormatProvider {
  private static final KeyGroup KEYS = KeyGroup.ofProvider();

  static final Key<Integer> ROW_GROUP_BYTES =
      KEYS.topicKey("camus.parquet.row.group.bytes", KeyType.integer(1 << 20, 1 << 30), "33554432")
          .means(
              "Parquet: memory of an open row group, in bytes. A row group is written when it"
                  + " reaches this size, or earlier if the memory for open files is used up.");

  static final Key<Integer> PAGE_BYTES =
      KEYS.topicKey("camus.parquet.page.bytes", KeyType.integer(1 << 10, 1 << 24), "65536")
          .means(
              "Parquet: size of a page, and of the dictionary of a column, in bytes before"
                  + " compression. Pages of 1 MiB make files 2% smaller; an open file then needs"
                  + " twice the memory.");

  static final Key<Boolean> DICTIONARY =
      KEYS.topicKey("camus.parquet.dictionary", KeyType.YES_NO, "true")
          .means("Parquet: use dictionaries for columns with few different values.");

  static final Key<List<String>> BLOOM_COLUMNS =
      KEYS.topicKey("camus.parquet.bloom.columns", KeyType.LIST, "")
          .means(
              "Parquet: columns with a Bloom filter, for queries for single values: header.id,"
                  + " tags.list.element.");

  static final Key<List<String>> SORT_COLUMNS =
      KEYS.topicKey("camus.parquet.sort.columns", KeyType.LIST, "")
          .means(
              "Parquet: columns by which the records of a row group are sorted, ascending and nulls"
                  + " first: user_id,header.time. Its records then wait in memory until it is full.");

  private static final String EXTENSION = ".parquet";

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public KeyGroup keys() {
    return KEYS;
  }

  @Override
  public Form takes(Form form) {
    return Form.AVRO;
  }

  @Override
  public FileFormat format(TopicConfig topic) {
    Compression compression =
        switch (topic.codec()) {
          case NONE -> new Compression.None();
          case DEFLATE -> new Compression.Gzip(topic.value(OutputSettings.DEFLATE_LEVEL));
          case SNAPPY -> new Compression.Snappy();
          case ZSTANDARD -> new Compression.Zstandard(topic.value(OutputSettings.ZSTANDARD_LEVEL));
        };
    return new ParquetFileFormat(
        compression,
        new ParquetLayout(
            topic.value(ROW_GROUP_BYTES),
            topic.value(PAGE_BYTES),
            topic.value(DICTIONARY) ? Dictionaries.USED : Dictionaries.UNUSED,
            topic.value(BLOOM_COLUMNS),
            topic.value(SORT_COLUMNS)));
  }

  @Override
  public Optional<FileFormat.Reader> reader(String name, CamusConfig config) {
    return name.endsWith(EXTENSION) ? Optional.of(new ParquetRecordReader()) : Optional.empty();
  }
}
