import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Reads Parquet files below a folder as one table, and writes every row as a line of text. */
public final class ReadParquet {
  private ReadParquet() {}

  /** Takes the folder, and the file to write: first the columns, then the rows by their number. */
  public static void main(String[] args) throws Exception {
    Path output = Path.of(args[1]);
    SparkSession spark =
        SparkSession.builder()
            .appName("read")
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.datetime.java8API.enabled", "true")
            .config("spark.sql.legacy.parquet.nanosAsLong", "true")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", output.resolveSibling("warehouse").toString())
            .config("spark.local.dir", output.resolveSibling("local").toString())
            .getOrCreate();
    spark.sparkContext().setLogLevel("WARN");
    Dataset<Row> rows = spark.read().option("mergeSchema", "true").parquet(args[0]).orderBy("n");
    List<String> lines = new ArrayList<>();
    lines.add(rows.schema().simpleString());
    for (Row row : rows.collectAsList()) {
      lines.add(text(row));
    }
    Files.write(output, lines);
    spark.stop();
  }

  /** Every bit of a value. */
  private static String text(Object value) {
    if (value instanceof Row row) {
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        fields.add(row.schema().fieldNames()[i] + "=" + text(row.get(i)));
      }
      return "{" + String.join(", ", fields) + "}";
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<String, String> entries = new TreeMap<>();
      CollectionConverters.asJava(map).forEach((key, item) -> entries.put(text(key), text(item)));
      return entries.toString();
    }
    if (value instanceof scala.collection.Seq<?> items) {
      return CollectionConverters.asJava(items).stream().map(ReadParquet::text).toList().toString();
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Double number) {
      return "double " + Long.toHexString(Double.doubleToRawLongBits(number));
    }
    if (value instanceof Float number) {
      return "float " + Integer.toHexString(Float.floatToRawIntBits(number));
    }
    return String.valueOf(value);
  }
}
