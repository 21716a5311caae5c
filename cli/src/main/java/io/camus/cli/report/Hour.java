package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

import io.camus.books.Verdict;
import io.camus.complete.CompletionQuery;
import java.util.Optional;

/**
 * An hour of event time of a topic.
 *
 * @param books the worst state of its windows; empty if there are no books, or no tier and no file
 *     has a message of the hour
 * @param missing number of missing messages, in all of its windows
 * @param doubled number of messages in surplus, in all of its windows
 * @param reason details of the state, for people; may be empty
 * @param bucket what the commit log says: the worst of the buckets that overlap the hour; empty if
 *     the topic is not to be tracked, or has no buckets of this time
 * @param counts numbers of messages; empty if neither the books nor the commit log count by hours
 * @param files data files whose first event time is in the hour
 * @param records in these files
 * @param bytes of these files
 */
public record Hour(
    Optional<Verdict.State> books,
    long missing,
    long doubled,
    String reason,
    Optional<CompletionQuery.State> bucket,
    Optional<Waterfall> counts,
    int files,
    long records,
    long bytes) {
  /** An hour of which nothing is known. */
  public static final Hour NOTHING =
      new Hour(Optional.empty(), 0, 0, "", Optional.empty(), Optional.empty(), 0, 0, 0);

  public Hour {
    requireNonNull(books, "books");
    requireNonNull(reason, "reason");
    requireNonNull(bucket, "bucket");
    requireNonNull(counts, "counts");
  }

  /** The same hour, without the details of its state. */
  Hour withoutReason() {
    return new Hour(books, missing, doubled, "", bucket, counts, files, records, bytes);
  }
}
