package io.camus.cli.terminal;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** The directory in which a command was started: paths below it are shown relative to it. */
final class WorkingDirectory {
  private final Pattern begin;

  WorkingDirectory(Path path) {
    String inner = path.getParent() == null ? "" : Pattern.quote(path.toString());
    // A word begins here, so that neither hosts nor values of settings lose their paths.
    begin =
        inner.isEmpty()
            ? Pattern.compile("(?!)")
            : Pattern.compile("(?<![^\\s\"'(\\[])(?:file:(?://)?)?" + inner + "/(?=[^\\s/])");
  }

  /** A text with relative paths. */
  String relative(String text) {
    return begin.matcher(text).replaceAll("");
  }
}
