package io.camus.verify;

/** Receives the progress of a verification. */
@FunctionalInterface
public interface VerifyProgress {

  /**
   * Called after each file, and after each read from one.
   *
   * @param files files that are checked
   * @param ofFiles all files of the commit log
   * @param bytes bytes of files that are checked
   * @param ofBytes bytes of all files
   */
  void checked(long files, long ofFiles, long bytes, long ofBytes);

  /** Ignores it. */
  static VerifyProgress silent() {
    return (files, ofFiles, bytes, ofBytes) -> {};
  }
}
