package io.camus.commit;

import static java.util.Objects.requireNonNull;

import io.camus.model.DataFile;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * A choice among the files of a topic.
 *
 * @param topic its name
 * @param kind data files, or dead letters
 * @param partition files with records of this partition; empty: of any
 * @param bucket files in this bucket, or in a directory below it; empty: in any
 */
public record FileSelection(
    String topic, DataFile.Kind kind, OptionalInt partition, Optional<String> bucket) {
  public FileSelection {
    requireNonNull(topic, "topic");
    requireNonNull(kind, "kind");
    requireNonNull(partition, "partition");
    requireNonNull(bucket, "bucket");
  }

  /** The choice among the files of a destination. */
  public Predicate<DataFile> in(Layout layout) {
    return file ->
        file.topic().equals(topic)
            && file.kind() == kind
            && (partition.isEmpty() || holds(file, partition.getAsInt()))
            && (bucket.isEmpty() || layout.bucket(file).filter(this::isInBucket).isPresent());
  }

  private static boolean holds(DataFile file, int partition) {
    return file.parts().stream().anyMatch(it -> it.range().partition().partition() == partition);
  }

  private boolean isInBucket(String other) {
    return (other + "/").startsWith(bucket.orElseThrow() + "/");
  }
}
