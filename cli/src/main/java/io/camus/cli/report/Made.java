package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a report was made, and from what.
 *
 * @param at when it was made; everything was read shortly before
 * @param version of Camus
 * @param destination the directory of the data files
 * @param commitLog the directory of the commit log
 * @param zone in which the page shows times
 * @param reload how long until a newer page can be expected at the same address; empty for a file
 */
public record Made(
    Instant at,
    String version,
    String destination,
    String commitLog,
    ZoneId zone,
    Optional<Duration> reload) {
  public Made {
    requireNonNull(at, "at");
    requireNonNull(version, "version");
    requireNonNull(destination, "destination");
    requireNonNull(commitLog, "commitLog");
    requireNonNull(zone, "zone");
    requireNonNull(reload, "reload");
  }
}
