package io.camus.commit;

import io.camus.failure.RootCause;
import io.camus.model.CommitRecord;
import io.camus.model.Completion;
import io.camus.model.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes the unpublished records of a log, and marks them. Any process may do it, concurrently
 * and repeatedly.
 */
public final class Publisher {
  private final CommitLog log;
  private final Publication publication;
  private final Publication.Progress progress;
  private final List<Published> published = new ArrayList<>();

  /**
   * A record whose files are all in their final place.
   *
   * @param record its number
   * @param files how many files it has
   */
  public record Published(long record, long files) {}

  public Publisher(CommitLog log, Publication publication, Publication.Progress progress) {
    this.log = log;
    this.publication = publication;
    this.progress = progress;
  }

  /**
   * Publishes every unpublished record.
   *
   * @return files that could not be published, for people; empty if all were
   */
  public List<Problem> publishAll() {
    List<Problem> problems = new ArrayList<>();
    for (long number : log.unpublished()) {
      try {
        problems.addAll(publish(number));
      } catch (IOException e) {
        problems.add(
            new Problem(
                Problem.Severity.OUTSIDE,
                "commit record " + number,
                "cannot be published now: " + RootCause.line(e) + "; the next run will retry"));
      }
    }
    return problems;
  }

  /** The records that this object has seen published, in the order of their publishing. */
  public List<Published> published() {
    return List.copyOf(published);
  }

  private List<Problem> publish(long number) throws IOException {
    CommitRecord record = log.read(number);
    List<Problem> problems = publication.publish(record, log.marked(number), progress);
    if (!problems.isEmpty()) {
      return problems;
    }
    if (record.completions().anyMatch(Completion::hasMarkers)) {
      if (log.unpublished().get(0) < number) {
        return List.of(markersWait(number));
      }
      problems = publishMarkers(record);
    }
    log.markPublished(number);
    published.add(new Published(number, record.files().count()));
    return problems;
  }

  /** A marker is seen only after the files of its bucket, which earlier records may list. */
  private Problem markersWait(long number) {
    return new Problem(
        Problem.Severity.OUTSIDE,
        "commit record " + number,
        "the markers of complete buckets wait for the files of record " + log.unpublished().get(0));
  }

  /** Warnings about markers that could not be written; they hold up nothing. */
  private List<Problem> publishMarkers(CommitRecord record) throws IOException {
    return log.marked(record.number()).isPublished()
        ? List.of()
        : new Markers(publication.store(), log.layout()).publish(record);
  }
}
