package io.camus.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.CommitRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Files of version 2 as an earlier Camus has written them: what they mean, and their bytes. */
class GoldenFilesTest {
  private static CommitRecord record(String name, long number) throws IOException {
    return RecordFile.read(new ByteArrayInputStream(Golden.bytes(name)), number, name);
  }

  private static byte[] written(CommitRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordFile.write(out, record);
    return out.toByteArray();
  }

  private static void same(byte[] written, String name) throws IOException {
    assertThat(new String(written, StandardCharsets.UTF_8))
        .isEqualTo(new String(Golden.bytes(name), StandardCharsets.UTF_8));
  }

  @Test
  void aRecordWithEveryKindOfEntry() throws IOException {
    assertThat(record("record.json", 42)).isEqualTo(Golden.record());
    same(written(Golden.record()), "record.json");
  }

  @Test
  void aRecordWithoutWhatIsOptional() throws IOException {
    assertThat(record("record-without-options.json", Long.MAX_VALUE))
        .isEqualTo(Golden.recordWithoutOptions());
    same(written(Golden.recordWithoutOptions()), "record-without-options.json");
  }

  @Test
  void aRecordWithCountsOfWhatWasLeftOut() throws IOException {
    assertThat(record("record-with-left-out.json", 42)).isEqualTo(Golden.recordWithLeftOut());
    same(written(Golden.recordWithLeftOut()), "record-with-left-out.json");
  }

  /** Causes came in no order once; now they come in that of their names' declaration. */
  @Test
  void aRecordWhoseCausesAreInAnotherOrder() throws IOException {
    assertThat(record("record-of-three-causes.json", 43)).isEqualTo(Golden.recordOfThreeCauses());
    assertThat(written(Golden.recordOfThreeCauses()))
        .asString(StandardCharsets.UTF_8)
        .contains("\"rejected\":{\"SCHEMA_NOT_FOUND\":1,\"MALFORMED\":1,\"NULL_VALUE\":1}");
  }

  @Test
  void manifests() throws IOException {
    for (String name : new String[] {"manifest", "manifest-with-notices"}) {
      var manifest = name.equals("manifest") ? Golden.manifest() : Golden.manifestWithNotices();
      assertThat(ManifestFile.read(new ByteArrayInputStream(Golden.bytes(name)), name))
          .isEqualTo(manifest);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ManifestFile.write(out, manifest);
      same(out.toByteArray(), name);
    }
  }

  @Test
  void theSchemasThatTheTasksOfARunUse() throws IOException {
    assertThat(KnownSchemasFile.read(new ByteArrayInputStream(Golden.bytes("schemas")), "schemas"))
        .isEqualTo(Golden.schemas());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    KnownSchemasFile.write(out, Golden.schemas());
    same(out.toByteArray(), "schemas");
  }

  @Test
  void aCheckpoint() throws IOException {
    assertThat(
            CheckpointFile.read(new ByteArrayInputStream(Golden.bytes("checkpoint")), "checkpoint"))
        .isEqualTo(Golden.checkpoint());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CheckpointFile.write(out, Golden.checkpoint());
    same(out.toByteArray(), "checkpoint");
  }

  @Test
  void aRecordThatClosesBucketsWhoseTiersBalanced() throws IOException {
    assertThat(record("record-of-balanced-buckets.json", 45))
        .isEqualTo(GoldenBuckets.recordOfTiers());
    same(written(GoldenBuckets.recordOfTiers()), "record-of-balanced-buckets.json");
  }

  @Test
  void theMarkerOfABucketWhoseTiersBalanced() throws IOException {
    assertThat(
            MarkerFile.read(
                new ByteArrayInputStream(Golden.bytes("marker-of-tiers")), "marker-of-tiers"))
        .isEqualTo(GoldenBuckets.balanced());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MarkerFile.write(out, GoldenBuckets.balanced());
    same(out.toByteArray(), "marker-of-tiers");
  }

  @Test
  void aRecordThatClosesBuckets() throws IOException {
    assertThat(record("record-of-complete-buckets.json", 44)).isEqualTo(GoldenBuckets.record());
    same(written(GoldenBuckets.record()), "record-of-complete-buckets.json");
  }

  @Test
  void aCheckpointOfTrackedTopics() throws IOException {
    String name = "checkpoint-of-complete-buckets";
    assertThat(CheckpointFile.read(new ByteArrayInputStream(Golden.bytes(name)), name))
        .isEqualTo(GoldenBuckets.checkpoint());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CheckpointFile.write(out, GoldenBuckets.checkpoint());
    same(out.toByteArray(), name);
  }

  @Test
  void aMarker() throws IOException {
    assertThat(MarkerFile.read(new ByteArrayInputStream(Golden.bytes("marker")), "marker"))
        .isEqualTo(GoldenBuckets.marker());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MarkerFile.write(out, GoldenBuckets.marker());
    same(out.toByteArray(), "marker");
  }
}
