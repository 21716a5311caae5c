package io.camus.iceberg;

import io.camus.format.AvroLimits;
import io.camus.model.ConfigurationException;
import io.camus.spi.Table.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.avro.AvroSchemaUtil;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.NameMapping;

/**
 * Reads what files say about themselves. Thread-safe.
 *
 * @param mapping ids of columns in files without any
 */
record Footers(FileIO io, FilePaths paths, MetricsConfig metrics, NameMapping mapping) {

  /**
   * Reads the footer of a file, or the header of an Avro file.
   *
   * @throws ConfigurationException if tables have no files of this format
   */
  Footer read(File file) throws IOException {
    String name = file.path().name();
    InputFile input = io.newInputFile(paths.of(file.path()), file.bytes());
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "parquet" -> new ParquetFooter(metrics, mapping).read(input);
      case "orc" -> new OrcFooter(metrics, mapping).read(input);
      case "avro" -> avro(file, input);
      default ->
          throw new ConfigurationException(
              String.format(
                  Locale.ROOT,
                  "%s cannot be in a table; set camus.output.format to parquet, orc or avro",
                  file.path()));
    };
  }

  private static Footer avro(File file, InputFile input) throws IOException {
    try (InputStream in = input.newStream();
        DataFileStream<Object> blocks = new DataFileStream<>(in, new GenericDatumReader<>())) {
      Schema schema = blocks.getSchema();
      if (schema.getType() != Schema.Type.RECORD) {
        throw new ConfigurationException(
            file.path() + " has no columns; set camus.output.columns for this topic");
      }
      AvroLimits.refusal(schema)
          .ifPresent(
              words -> {
                throw new ConfigurationException(file.path() + ": " + words);
              });
      int[] last = {0};
      return new Footer(
          FileFormat.AVRO,
          ColumnTypes.of(
              schema,
              (within, place) -> {
                Object id = id(within, place);
                return id instanceof Integer given ? given : --last[0];
              }),
          new Metrics(file.records()),
          List.of());
    }
  }

  private static Object id(Schema within, Object place) {
    if (place instanceof JsonProperties field) {
      return field.getObjectProp(AvroSchemaUtil.FIELD_ID_PROP);
    }
    return within.getObjectProp(
        switch ((ColumnTypes.Place) place) {
          case ELEMENT -> AvroSchemaUtil.ELEMENT_ID_PROP;
          case KEY -> AvroSchemaUtil.KEY_ID_PROP;
          case VALUE -> AvroSchemaUtil.VALUE_ID_PROP;
        });
  }
}
