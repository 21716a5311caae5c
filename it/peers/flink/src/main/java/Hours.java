import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** One directory an hour of event time, {@code 2026-11-22/14}. */
final class Hours implements BucketAssigner<GenericRecord, String> {
  private static final long serialVersionUID = 1;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final DateTimeFormatter NAMES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd/HH").withZone(ZoneOffset.UTC);

  private transient String name;
  private transient long hour;

  @Override
  public String getBucketId(GenericRecord event, Context context) {
    long millis = (long) ((GenericRecord) event.get("header")).get("time");
    long wanted = Math.floorDiv(millis, HOUR_MILLIS);
    if (name == null || wanted != hour) {
      hour = wanted;
      name = NAMES.format(Instant.ofEpochMilli(millis));
    }
    return name;
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
