package io.camus.cli.page;

/** What makes a page visible, part by part. All depths are characters of indentation. */
public interface PageReader {

  /** What an entry is about. Labels of one kind are aligned. */
  enum Kind {
    /** Plain text; the label, if any, stands before it. */
    TEXT,
    /** A problem; the label is its severity. */
    PROBLEM,
    /** What a run did. */
    FACT,
    /** A property of the page's subject. */
    DETAIL,
    /** A place to look at; its text is not broken. */
    PLACE
  }

  /**
   * Words that catch the eye.
   *
   * @param remark stands beside them without catching it; may be empty
   */
  void heading(int depth, String text, String remark);

  /**
   * How something ended.
   *
   * @param words have the tone
   * @param text is read with them, after a colon
   */
  void verdict(Tone tone, String words, String text);

  /** The end of a section. */
  void gap();

  /** Text that is never broken. */
  void line(int depth, String text);

  /**
   * A text that is broken into lines at blanks.
   *
   * @param tone of the label
   * @param label may be empty
   */
  void entry(int depth, Kind kind, Tone tone, String label, String text);

  void table(Table table);
}
