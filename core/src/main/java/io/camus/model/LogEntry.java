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
  }

  /** A visitor without results; no default methods, as in {@link Cases}. */
  interface Visitor {
    void opens(Opens entry);

    void closes(Closes entry);

    void commits(Commits entry);

    void sets(Sets entry);
  }
}
