import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.formats.avro.AvroWriterFactory;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * Moves a topic by a bounded job in batch mode: a Kafka source chained to a file sink, one task for
 * each processor, records handed on without copies.
 */
public final class Move {
  private Move() {}

  /** Takes brokers, topic, number of messages, file of the schema, folder. */
  public static void main(String[] args) throws Exception {
    Schema schema = new Schema.Parser().parse(Files.readString(Path.of(args[3])));
    Path folder = Path.of(args[4]);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment();
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    environment.getConfig().enableObjectReuse();
    KafkaSource<GenericRecord> source =
        KafkaSource.<GenericRecord>builder()
            .setBootstrapServers(args[0])
            .setTopics(args[1])
            .setGroupId("bench-flink")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setDeserializer(new Datums(schema))
            .build();
    FileSink<GenericRecord> sink =
        FileSink.forBulkFormat(
                new org.apache.flink.core.fs.Path(folder.resolve("data").toUri()),
                new AvroWriterFactory<GenericRecord>(
                    out ->
                        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))
                            .setCodec(CodecFactory.snappyCodec())
                            .create(schema, out)))
            .withBucketAssigner(new Hours())
            .withOutputFileConfig(OutputFileConfig.builder().withPartSuffix(".avro").build())
            .build();
    environment.fromSource(source, WatermarkStrategy.noWatermarks(), "kafka").sinkTo(sink);
    environment.execute("bench");
  }
}
