package io.camus.cli.page;

/** Displays a page, part by part. All depths are characters of indentation. */
public interface PageReader {

  /** What an entry is about. Labels of one kind are aligned. */
  enum Kind {
    /** Plain text, preceded by the label, if there is one. */
    TEXT,
    /** A problem; the label is its severity. */
    PROBLEM,
    /** What a run did. */
    FACT,
    /** A property of the page's subject. */
    DETAIL,
    /** A path or a command; its text is not broken. */
    PLACE
  }

  /**
   * Emphasized words.
   *
   * @param remark follows them without emphasis; may be empty
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
