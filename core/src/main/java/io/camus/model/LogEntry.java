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

  /** A run has ended: nothing of it is committed after this, and its files may be cleaned up. */
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
   * Ranges are committed: the partition of each moves on to the range's end.
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

  /** A partition gets its first offset, or is set to another one. */
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

  /** The reader's answer for this kind of entry. */
  <R> R match(Cases<R> cases);

  /** Hands this entry to the reader's method for its kind. */
  void visit(Visitor visitor);

  /**
   * A reader with an answer for each kind of entry. It has no default methods, so that a new kind
   * does not compile until every reader has decided what it means there.
   */
  interface Cases<R> {
    R opens(Opens entry);

    R closes(Closes entry);

    R commits(Commits entry);

    R sets(Sets entry);
  }

  /** A reader that does something for each kind of entry; without defaults, as {@link Cases}. */
  interface Visitor {
    void opens(Opens entry);

    void closes(Closes entry);

    void commits(Commits entry);

    void sets(Sets entry);
  }
}
