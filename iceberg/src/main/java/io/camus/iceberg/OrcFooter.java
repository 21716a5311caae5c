package io.camus.iceberg;

import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.hadoop.HadoopInputFile;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.NameMapping;
import org.apache.iceberg.orc.ORCSchemaUtil;
import org.apache.iceberg.orc.OrcMetrics;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.TypeDescription;

/** Reads the footers of ORC files, which ORC itself reads from Hadoop's file systems. */
final class OrcFooter {
  private static final String ID = "iceberg.id";

  private final MetricsConfig metrics;
  private final NameMapping mapping;
  private int missing;

  OrcFooter(MetricsConfig metrics, NameMapping mapping) {
    this.metrics = metrics;
    this.mapping = mapping;
  }

  Footer read(InputFile input) throws IOException {
    if (!(input instanceof HadoopInputFile file)) {
      throw new ConfigurationException(
          input.location()
              + ": ORC files of a table must be on Hadoop's file systems; set camus.output.format ="
              + " parquet");
    }
    TypeDescription columns;
    try (Reader reader =
        OrcFile.createReader(new Path(input.location()), OrcFile.readerOptions(file.getConf()))) {
      columns = reader.getSchema();
    }
    addIds(columns);
    return new Footer(
        FileFormat.ORC,
        ORCSchemaUtil.convert(columns).asStruct(),
        OrcMetrics.fromInputFile(input, metrics, mapping),
        List.of());
  }

  private void addIds(TypeDescription type) {
    if (type.getChildren() != null) {
      for (TypeDescription child : type.getChildren()) {
        if (child.getAttributeValue(ID) == null) {
          child.setAttribute(ID, Integer.toString(--missing));
        }
        addIds(child);
      }
    }
  }
}
