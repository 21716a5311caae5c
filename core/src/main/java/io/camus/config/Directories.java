package io.camus.config;

import io.camus.spi.StorePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directories of a pipeline, and which of them must not be nested: readers of the data must not
 * find the commit log, and a clean-up must not find data. A replay has its own below {@code .camus}
 * of its destination, which readers ignore.
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

  /** Subdirectories of the base that Camus uses. */
  private static final List<String> PARTS =
      List.of("commits", "checkpoints", "tmp", "runs", "schemas");

  /**
   * A directory.
   *
   * @param place its resolved path
   */
  private record Named(Key<?> key, StorePath path, StorePath place) {
    @Override
    public String toString() {
      return key.name() + " = " + path;
    }
  }

  static Directories of(ParsedSettings settings) {
    return new Directories(
        settings.value(OutputSettings.DESTINATION),
        settings.value(RunSettings.EXECUTION_BASE),
        settings.value(HistorySettings.HISTORY),
        settings.optional(OutputSettings.ERRORS),
        settings.optional(AuditSettings.COUNTS));
  }

  /** Problems of the paths as written. */
  static Stream<String> problems(ParsedSettings settings) {
    return of(settings).problems(UnaryOperator.identity()).stream();
  }

  /**
   * The problems, one sentence each.
   *
   * @param resolved resolves a path, for example its symbolic links
   */
  public List<String> problems(UnaryOperator<StorePath> resolved) {
    BiFunction<Key<?>, StorePath, Named> named =
        (key, path) -> new Named(key, path, resolved.apply(path));
    Named data = named.apply(OutputSettings.DESTINATION, destination);
    Named log = named.apply(RunSettings.EXECUTION_BASE, base);
    Named past = named.apply(HistorySettings.HISTORY, history);
    Optional<Named> sums = counts.map(path -> named.apply(AuditSettings.COUNTS, path));
    Optional<Named> letters = errors.map(path -> named.apply(OutputSettings.ERRORS, path));
    StorePath hidden = data.place().child(HIDDEN);
    Stream<String> amongData =
        Stream.concat(Stream.of(log, past), sums.stream())
            .filter(inner -> holds(data.place(), inner.place()) && !holds(hidden, inner.place()))
            .map(
                inner ->
                    String.format(
                        Locale.ROOT,
                        "%s is %s %s, and readers would treat it as data; use a separate directory",
                        inner,
                        holds(inner.place(), data.place()) ? "also" : "inside",
                        data));
    Stream<String> aroundData =
        Stream.of(log, past)
            .filter(outer -> holds(outer.place(), data.place()))
            .filter(outer -> !holds(data.place(), outer.place()))
            .map(
                outer ->
                    String.format(
                        Locale.ROOT,
                        "%s is inside %s, where Camus deletes and moves files; use a separate"
                            + " directory for the data",
                        data,
                        outer));
    Stream<String> amongOurs =
        Stream.of(Optional.of(past), letters, sums)
            .flatMap(Optional::stream)
            .flatMap(inner -> inPartOf(log, inner));
    return Stream.of(amongData, aroundData, amongOurs).flatMap(problems -> problems).toList();
  }

  private static Stream<String> inPartOf(Named log, Named inner) {
    return PARTS.stream()
        .filter(part -> holds(log.place().child(part), inner.place()))
        .map(
            part ->
                String.format(
                    Locale.ROOT,
                    "%s is inside %s/%s, which Camus uses itself; use another directory",
                    inner,
                    log.path(),
                    part));
  }

  /** Whether a directory is another one or contains it, however the two are written. */
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
      return true; // A path without scheme may be on the same file system.
    }
    String authority = authority(first);
    return scheme(first).equals(scheme(second))
        && (authority.isEmpty()
            || authority(second).isEmpty()
            || authority.equals(authority(second)));
  }

  /** {@code s3a} is another name for {@code s3}. */
  private static String scheme(Matcher address) {
    String scheme = address.group("scheme").toLowerCase(Locale.ROOT);
    return scheme.equals("s3a") ? "s3" : scheme;
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

  /** A path from the root, without empty components, {@code .} and {@code ..}. */
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
