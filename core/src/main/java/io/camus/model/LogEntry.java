package io.camus.model;

/** A line of a commit record. */
public sealed interface LogEntry {

  /** A run begins; from here on its ranges may be committed. */
  record Opens(RunId run, RunOwner owner) implements LogEntry {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.opens(this);
    }

    @Override
    public void visit(Visitor visitor) {
      visitor.opens(this);
    }
  }

  /** A run has ended: it commits nothing after this, and its files may be cleaned up. */
  record Closes(RunId run) implements LogEntry {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.closes(this);
    }

    @Override
    public void visit(Visitor visitor) {
      visitor.closes(this);
    }
  }

  /**
   * Ranges are committed: the position of each partition moves to the range's end.
   *
   * @param run the run that pulled them
   * @param task the task of that run
   * @param pulled the ranges, their files and their counts
   */
  record Commits(RunId run, int task, PulledGroup pulled) implements LogEntry {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.commits(this);
    }

    @Override
    public void visit(Visitor visitor) {
      visitor.commits(this);
    }
  }

  /** A partition gets its first position, or a new one. */
  record Sets(NewPosition position) implements LogEntry {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sets(this);
    }

    @Override
    public void visit(Visitor visitor) {
      visitor.sets(this);
    }
  }

  /** A step towards complete buckets of a topic; it moves no position. */
  sealed interface Completeness extends LogEntry {
    /** The topic. */
    String topic();

    @Override
    default <R> R match(Cases<R> cases) {
      return cases.completeness(this);
    }

    @Override
    default void visit(Visitor visitor) {
      visitor.completeness(this);
    }
  }

  /** The buckets of a topic are tracked from here on. In a checkpoint, what is known of them. */
  record Tracks(TrackedTopic tracked) implements Completeness {
    @Override
    public String topic() {
      return tracked.topic();
    }
  }

  /** The buckets of a topic are no longer tracked. */
  record Untracks(String topic) implements Completeness {}

  /**
   * Ends that not all positions have reached, or the first after a position was set.
   *
   * @param seen the ends
   * @param after the last record that was known before they were read
   */
  record Observes(EndOffsets seen, long after) implements Completeness {
    @Override
    public String topic() {
      return seen.topic();
    }
  }

  /** Buckets are closed. */
  record Completes(Completion completion) implements Completeness {
    @Override
    public String topic() {
      return completion.topic();
    }
  }

  /** The visitor's result for this kind of entry. */
  <R> R match(Cases<R> cases);

  /** Calls the visitor's method for this kind. */
  void visit(Visitor visitor);

  /**
   * A visitor with a result for each kind of entry. It has no default methods: a new kind does not
   * compile until every visitor handles it.
   */
  interface Cases<R> {
    R opens(Opens entry);

    R closes(Closes entry);

    R commits(Commits entry);

    R sets(Sets entry);

    R completeness(Completeness entry);
  }

  /** A visitor without results; no default methods, as in {@link Cases}. */
  interface Visitor {
    void opens(Opens entry);

    void closes(Closes entry);

    void commits(Commits entry);

    void sets(Sets entry);

    void completeness(Completeness entry);
  }
}
