package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ArchiveDecoderTest {
  private static String archived(SourceRecord record) throws IOException {
    Datum datum = (Datum) new ArchiveDecoder().decode(record);
    return new GenericDatumReader<>(ArchiveDecoder.SCHEMA)
        .read(null, DecoderFactory.get().binaryDecoder(Records.bytes(datum), null))
        .toString();
  }

  @Test
  void everythingOfARecordIsKept() throws IOException {
    SourceRecord record =
        new SourceRecord()
            .setBatch(TimestampType.LOG_APPEND_TIME, 4)
            .set(
                "clicks",
                3,
                100,
                5_000,
                Records.slice("k".getBytes(UTF_8)),
                Records.slice("v".getBytes(UTF_8)),
                new RecordHeaders().add("a", null).add("a", "1".getBytes(UTF_8)));
    assertThat(archived(record))
        .isEqualTo(
            "{\"topic\": \"clicks\", \"partition\": 3, \"offset\": 100, \"leader_epoch\": 4,"
                + " \"timestamp\": 5000, \"timestamp_type\": \"LOG_APPEND_TIME\", \"key\": \"k\","
                + " \"value\": \"v\", \"headers\": [{\"key\": \"a\", \"value\": null}, {\"key\":"
                + " \"a\", \"value\": \"1\"}]}");
  }

  @Test
  void tombstonesAndUnknownEpochsAreNull() throws IOException {
    SourceRecord record =
        new SourceRecord()
            .setBatch(TimestampType.CREATE_TIME, -1)
            .set("clicks", 3, 100, 5_000, null, null, new RecordHeaders());
    assertThat(archived(record))
        .contains("\"leader_epoch\": null", "\"CREATE_TIME\"", "\"key\": null, \"value\": null");
  }
}
