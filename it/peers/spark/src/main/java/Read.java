import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads a topic's files as the guide says, and writes every row as a line of JSON. */
public final class Read {
  private Read() {}

  /** Takes the topic's folder, the file of the schema, recursiveFileLookup, the file to write. */
  public static void main(String[] args) throws Exception {
    Path output = Path.of(args[3]);
    SparkSession spark =
        SparkSession.builder()
            .appName("read")
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", output.resolveSibling("warehouse").toString())
            .config("spark.local.dir", output.resolveSibling("local").toString())
            .getOrCreate();
    spark.sparkContext().setLogLevel("WARN");
    Dataset<Row> rows =
        spark
            .read()
            .format("avro")
            .option("avroSchema", Files.readString(Path.of(args[1])))
            .option("recursiveFileLookup", args[2])
            .load(args[0]);
    rows.printSchema();
    Files.write(output, rows.toJSON().collectAsList());
    spark.stop();
  }
}
