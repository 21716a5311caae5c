package io.camus.yarn;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What only the framework knows about a job that it runs. */
interface JobWatch extends AutoCloseable {

  /** What people call the job. */
  String id();

  /** Whether the job has ended and none of its tasks is at work. */
  boolean ended() throws IOException;

  /** Why tasks failed for good, one line each; may cost a call to the cluster. */
  List<String> failures() throws IOException;

  /** Why the job as a whole failed or was killed, on one line; asked of a job that has ended. */
  Optional<String> failure() throws IOException;

  /** Asks the job to stop, and does not wait. */
  void kill() throws IOException;

  /** How often it is reasonable to ask. */
  Duration interval();

  @Override
  void close();
}
