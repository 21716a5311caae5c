package io.camus.iceberg;

import java.util.List;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Types;

/**
 * What a file says about itself.
 *
 * @param columns those of the file; a negative id stands for none
 * @param metrics of its columns
 * @param splits offsets at which a reader may start; empty if the format has none
 */
record Footer(FileFormat format, Types.StructType columns, Metrics metrics, List<Long> splits) {
  Footer {
    splits = List.copyOf(splits);
  }
}
