package io.camus.config;

import io.camus.spi.StorePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directories of a pipeline, and which of them must not be in another one: readers of the data
 * must not meet the commit log, and no clean-up what is kept. A replay keeps its own below {@code
 * .camus} of its destination, which readers pass over.
 *
 * @param destination {@code etl.destination.path}
 * @param base {@code etl.execution.base.path}
 * @param history {@code etl.execution.history.path}
 * @param errors {@code camus.errors.path}
 * @param counts {@code etl.counts.path}
 */
public record Directories(
    StorePath destination,
    StorePath base,
    StorePath history,
    Optional<StorePath> errors,
    Optional<StorePath> counts) {
  /** The directory in a replay's destination that is not data. */
  static final String HIDDEN = ".camus";

  private static final Pattern ADDRESS =
      Pattern.compile("^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://(?<authority>[^/]*))?(?=/|$)");
  private static final String HDFS_DEFAULT_PORT = ":8020";

  private record Named(Key<?> key, StorePath path) {
    @Override
    public String toString() {
      return key.name() + " = " + path;
    }
  }

  /** Those of a configuration. */
  public static Directories of(CamusConfig config) {
    return new Directories(
        config.output().destination(),
        config.run().executionBase(),
        config.history().executionHistory(),
        config.output().errorsPath(),
        config.audit().countsPath());
  }

  /**
   * What is wrong, a sentence each.
   *
   * @param resolved what a path stands for, for example without symbolic links
   */
  public List<String> problems(UnaryOperator<StorePath> resolved) {
    List<String> problems = new ArrayList<>();
    Named data = new Named(OutputKeys.DESTINATION, destination);
    Named log = new Named(RunKeys.EXECUTION_BASE, base);
    Named past = new Named(HistoryKeys.HISTORY, history);
    List<Named> sums = counts.map(path -> new Named(AuditKeys.COUNTS, path)).stream().toList();
    List<Named> letters = errors.map(path -> new Named(OutputKeys.ERRORS, path)).stream().toList();
    StorePath home = resolved.apply(destination);
    for (Named inner : both(List.of(log, past), sums)) {
      StorePath place = resolved.apply(inner.path());
      if (holds(home, place) && !holds(home.child(HIDDEN), place)) {
        problems.add(
            String.format(
                Locale.ROOT,
                "%s is %s %s, whose readers would take it for data; give it a directory of its own",
                inner,
                holds(place, home) ? "also" : "inside",
                data));
      }
    }
    for (Named outer : List.of(log, past)) {
      StorePath place = resolved.apply(outer.path());
      if (holds(place, home) && !holds(home, place)) {
        problems.add(
            String.format(
                Locale.ROOT,
                "%s is inside %s, where Camus deletes and moves files; give the data a directory of their own",
                data,
                outer));
      }
    }
    for (Named inner : both(List.of(past), both(letters, sums))) {
      for (String part : List.of("commits", "checkpoints", "tmp", "runs", "schemas")) {
        if (holds(resolved.apply(base).child(part), resolved.apply(inner.path()))) {
          problems.add(
              String.format(
                  Locale.ROOT,
                  "%s is inside %s/%s, which Camus empties or reads as its own; give it another directory",
                  inner,
                  base,
                  part));
        }
      }
    }
    return problems;
  }

  private static List<Named> both(List<Named> some, List<Named> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** Whether a directory is another one, or somewhere around it, however the two are spelled. */
  static boolean holds(StorePath outer, StorePath inner) {
    if (!mayBeOnOneFileSystem(outer, inner)) {
      return false;
    }
    String directory = plain(outer);
    String path = plain(inner);
    return path.equals(directory)
        || path.startsWith(directory.endsWith("/") ? directory : directory + "/");
  }

  private static boolean mayBeOnOneFileSystem(StorePath one, StorePath other) {
    Matcher first = ADDRESS.matcher(one.value());
    Matcher second = ADDRESS.matcher(other.value());
    if (!first.find() || !second.find()) {
      return true; // The default file system may be either's.
    }
    String authority = authority(first);
    return first.group("scheme").equalsIgnoreCase(second.group("scheme"))
        && (authority.isEmpty()
            || authority(second).isEmpty()
            || authority.equals(authority(second)));
  }

  private static String authority(Matcher address) {
    String authority = address.group("authority");
    if (authority == null) {
      return "";
    }
    return authority.endsWith(HDFS_DEFAULT_PORT)
        ? authority.substring(0, authority.length() - HDFS_DEFAULT_PORT.length())
        : authority;
  }

  /** A path from the root, without empty steps, {@code .} and {@code ..}. */
  private static String plain(StorePath path) {
    Deque<String> steps = new ArrayDeque<>();
    for (String step : ADDRESS.matcher(path.value()).replaceFirst("").split("/", -1)) {
      if (step.equals("..")) {
        steps.pollLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.addLast(step);
      }
    }
    return "/" + String.join("/", steps);
  }
}
