import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Runs SQL on the tables of a Hadoop catalog, and writes the rows of all answers as JSON. */
public final class Sql {
  private Sql() {}

  /** Takes the catalog's warehouse, a file with a statement per line, the file to write. */
  public static void main(String[] args) throws Exception {
    Path output = Path.of(args[2]);
    SparkSession spark =
        SparkSession.builder()
            .appName("sql")
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", output.resolveSibling("spark").toString())
            .config("spark.local.dir", output.resolveSibling("local").toString())
            .config(
                "spark.sql.extensions",
                "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
            .config("spark.sql.catalog.local", "org.apache.iceberg.spark.SparkCatalog")
            .config("spark.sql.catalog.local.type", "hadoop")
            .config("spark.sql.catalog.local.warehouse", args[0])
            .getOrCreate();
    spark.sparkContext().setLogLevel("WARN");
    List<String> rows = new ArrayList<>();
    for (String statement : Files.readAllLines(Path.of(args[1]))) {
      rows.addAll(spark.sql(statement).toJSON().collectAsList());
    }
    Files.write(output, rows);
    spark.stop();
  }
}
