import static org.apache.spark.sql.avro.functions.from_avro;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.timestamp_millis;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Moves a topic by Structured Streaming's {@code AvailableNow}: all that is there, then the end.
 * The checkpoint lies beside the data.
 */
public final class Move {
  private Move() {}

  /** Takes brokers, topic, number of messages, file of the schema, folder. */
  public static void main(String[] args) throws Exception {
    String schema = Files.readString(Path.of(args[3]));
    Path folder = Path.of(args[4]);
    SparkSession spark =
        SparkSession.builder()
            .appName("bench")
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.avro.compression.codec", "snappy")
            .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
            .config("spark.local.dir", folder.resolve("local").toString())
            .getOrCreate();
    spark.sparkContext().setLogLevel("WARN");
    Dataset<Row> messages =
        spark
            .readStream()
            .format("kafka")
            .option("kafka.bootstrap.servers", args[0])
            .option("subscribe", args[1])
            .option("startingOffsets", "earliest")
            .load();
    // Behind the five bytes of the registry's wire format.
    Column datum = from_avro(expr("substring(value, 6, length(value) - 5)"), schema);
    Column time = timestamp_millis(col("event.header.time"));
    messages
        .select(datum.as("event"))
        .select(
            col("event.*"),
            date_format(time, "yyyy-MM-dd").as("day"),
            date_format(time, "HH").as("hour"))
        .writeStream()
        .format("avro")
        .partitionBy("day", "hour")
        .option("path", folder.resolve("data").toString())
        .option("checkpointLocation", folder.resolve("checkpoint").toString())
        .trigger(Trigger.AvailableNow())
        .start()
        .awaitTermination();
    spark.stop();
  }
}
