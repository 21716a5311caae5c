package io.camus.wiring;

import io.camus.config.CamusConfig;
import io.camus.config.Provider;
import io.camus.config.Providers;
import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.report.ReporterProvider;
import io.camus.report.RunOutcome;
import io.camus.report.RunReporter;
import io.camus.report.RunSummary;
import io.camus.report.StopSignal;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reporters that the settings ask for, around one run. */
public final class RunReporters {
  private static final Logger LOG = LoggerFactory.getLogger(RunReporters.class);

  private final Map<String, RunReporter> reporters;
  private final InstantSource clock;

  /**
   * @param reporters by name
   */
  RunReporters(Map<String, RunReporter> reporters, InstantSource clock) {
    this.reporters = new LinkedHashMap<>(reporters);
    this.clock = clock;
  }

  /**
   * The reporters of a run.
   *
   * @param config with its secrets
   * @throws ConfigurationException if the settings of one cannot work
   */
  public static RunReporters of(CamusConfig config) {
    Map<String, RunReporter> reporters = new LinkedHashMap<>();
    for (Provider provider : Providers.INSTALLED.all(Provider.Kind.REPORTER)) {
      try {
        PlugInParts.created(provider, () -> ((ReporterProvider) provider).reporter(config))
            .ifPresent(reporter -> reporters.put(provider.name(), reporter));
      } catch (IllegalArgumentException e) {
        throw new ConfigurationException(e.getMessage(), e);
      }
    }
    return new RunReporters(reporters, InstantSource.system());
  }

  /**
   * Reports a run, however it ends.
   *
   * @return its summary, with a warning for each failure to report
   */
  public RunSummary during(Supplier<RunSummary> run) {
    if (reporters.isEmpty()) {
      return run.get();
    }
    Instant startedAt = clock.instant();
    List<Problem> problems = report(reporter -> reporter.begun(startedAt));
    RunSummary summary;
    try {
      summary = run.get();
    } catch (CamusException e) {
      failed(startedAt, e.exitCode(), e.getMessage(), problems);
      throw e;
    } catch (RuntimeException | Error e) {
      failed(startedAt, ExitCode.BUG, RootCause.line(e), problems);
      throw e;
    }
    problems.addAll(report(reporter -> reporter.ended(RunOutcome.of(summary))));
    return summary.with(problems.stream().distinct().toList());
  }

  /** Such a run has no summary, so what could not be reported goes to the log. */
  private void failed(Instant startedAt, ExitCode code, String why, List<Problem> problems) {
    int status = StopSignal.ofProcess().map(StopSignal::status).orElse(code.value());
    RunOutcome outcome = RunOutcome.failed(startedAt, clock.instant(), status, why);
    problems.addAll(report(reporter -> reporter.ended(outcome)));
    problems.stream()
        .distinct()
        .forEach(problem -> LOG.warn("{}: {}", problem.where(), problem.message()));
  }

  private interface Report {
    void to(RunReporter reporter) throws IOException;
  }

  /** The failures, which must not become those of the run, whatever a plug-in throws. */
  private List<Problem> report(Report report) {
    List<Problem> problems = new ArrayList<>();
    reporters.forEach(
        (name, reporter) -> {
          try {
            report.to(reporter);
          } catch (IOException e) {
            problems.add(warning(name, e.getMessage()));
          } catch (RuntimeException | LinkageError e) {
            LOG.debug("the reporter {} failed", name, e);
            problems.add(warning(name, "the reporter failed: " + e));
          }
        });
    return problems;
  }

  private static Problem warning(String name, String what) {
    return new Problem(Severity.WARNING, name, what + "; the run itself is not affected");
  }
}
