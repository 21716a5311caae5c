package io.camus.iceberg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads the footers of Parquet files. */
final class ParquetFooter {
  private final MetricsConfig metrics;
  private final NameMapping mapping;
  private int missing;

  ParquetFooter(MetricsConfig metrics, NameMapping mapping) {
    this.metrics = metrics;
    this.mapping = mapping;
  }

  Footer read(InputFile input) throws IOException {
    try (ParquetFileReader file =
        ParquetFileReader.open(
            new ParquetInput(input),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      ParquetMetadata footer = file.getFooter();
      MessageType columns = footer.getFileMetaData().getSchema();
      MessageType mapped =
          ParquetSchemaUtil.hasIds(columns)
              ? columns
              : ParquetSchemaUtil.applyNameMapping(columns, mapping);
      List<Long> splits = ParquetUtil.getSplitOffsets(footer);
      return new Footer(
          FileFormat.PARQUET,
          ParquetSchemaUtil.convert(new MessageType(columns.getName(), withIds(columns)))
              .asStruct(),
          ParquetUtil.footerMetrics(footer, MillisBounds.of(mapped, footer), metrics, mapping),
          splits == null ? List.of() : splits);
    }
  }

  private List<Type> withIds(GroupType group) {
    List<Type> types = new ArrayList<>();
    for (Type type : group.getFields()) {
      int id = type.getId() == null ? --missing : type.getId().intValue();
      types.add(
          (type.isPrimitive()
                  ? type
                  : type.asGroupType().withNewFields(withIds(type.asGroupType())))
              .withId(id));
    }
    return types;
  }
}
