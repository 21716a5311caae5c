package io.camus.commit;

import io.camus.model.BucketMarker;
import io.camus.model.CommitRecord;
import io.camus.model.Completion;
import io.camus.model.Completion.Bucket;
import io.camus.model.Completion.LateMarker;
import io.camus.model.Completion.Verdict;
import io.camus.model.Problem;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.MarkerFile;
import io.camus.wire.UnreadableFileException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The marker files of complete buckets (docs/protocol.md, "Complete buckets"). Any process may
 * write the markers of a record, concurrently and repeatedly, once the files of this record and of
 * all earlier ones are in place. A marker is written below BASE and moved, since readers of the
 * data must never see a part of one.
 */
record Markers(Store store, Layout layout) {

  /**
   * Writes, renews and deletes the markers of a record.
   *
   * @return markers that cannot be written because of another file, for people; they hold up
   *     nothing
   * @throws IOException if the store failed; repeat it
   */
  List<Problem> publish(CommitRecord record) throws IOException {
    List<Problem> problems = new ArrayList<>();
    int index = 0;
    for (Completion completion : record.completions().filter(Completion::hasMarkers).toList()) {
      for (Bucket bucket : completion.buckets()) {
        StorePath aside = layout.marker(record.number(), index++);
        Step step = new Step(completion, bucket, record.number(), aside);
        publish(step)
            .ifPresent(
                message ->
                    problems.add(
                        new Problem(Problem.Severity.WARNING, step.path().value(), message)));
      }
    }
    return problems;
  }

  /**
   * What to do with one marker.
   *
   * @param aside where it is written before it is moved
   */
  private record Step(Completion completion, Bucket bucket, long number, StorePath aside) {
    StorePath path() {
      return new StorePath(bucket.sums().directory()).child(completion.marker().orElseThrow());
    }

    BucketMarker first() {
      return BucketMarker.of(completion, bucket, number);
    }

    BucketMarker renewed(BucketMarker before) {
      return before.renewed(completion, bucket.sums(), number);
    }
  }

  /** Why it could not be done, for people. */
  private Optional<String> publish(Step step) throws IOException {
    if (step.bucket().verdict() != Verdict.COMPLETE && step.bucket().verdict() != Verdict.LATE) {
      return Optional.empty();
    }
    Optional<BucketMarker> there;
    try {
      there = read(step.path());
    } catch (UnreadableFileException e) {
      return Optional.of(
          "another file has the name of the marker of a complete bucket, so the marker was not"
              + " written; move the file away");
    }
    if (there.isPresent() && there.get().record() >= step.number()) {
      return Optional.empty();
    }
    if (step.bucket().verdict() == Verdict.COMPLETE) {
      if (there.isPresent()) {
        return Optional.of(
            "record "
                + there.get().record()
                + " of another commit log has written this marker, so it was not replaced; move it"
                + " away");
      }
      write(step.aside(), step.first());
      show(step);
    } else if (step.completion().late() == LateMarker.RENEW) {
      renew(step, there);
    } else if (there.isPresent()) {
      store.delete(step.path());
    }
    return Optional.empty();
  }

  /** Replaces a marker; one that was withdrawn, or never written, stays away. */
  private void renew(Step step, Optional<BucketMarker> before) throws IOException {
    if (before.isPresent()) {
      write(step.aside(), step.renewed(before.get()));
      store.delete(step.path());
    }
    if (before.isPresent() || store.stat(step.aside()).isPresent()) {
      show(step);
    }
  }

  private void write(StorePath aside, BucketMarker marker) throws IOException {
    try {
      store.putIfAbsent(aside, out -> MarkerFile.write(out, marker));
    } catch (FileAlreadyExistsException e) {
      // Another publisher has written the same one.
    }
  }

  /** Moves a marker to its place. */
  private void show(Step step) throws IOException {
    try {
      store.move(step.aside(), step.path());
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      if (read(step.path()).filter(it -> it.record() >= step.number()).isEmpty()) {
        throw e;
      }
      // Another publisher has moved it.
    }
  }

  /** Empty if there is none. */
  private Optional<BucketMarker> read(StorePath path) throws IOException {
    try {
      return Optional.of(MarkerFile.read(store.open(path), path.value()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
