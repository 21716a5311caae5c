package io.camus.cli;

import io.camus.cli.html.ReportHtml;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.cli.serve.CachedPage;
import io.camus.cli.serve.PageServer;
import io.camus.config.CamusConfig;
import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code camus serve}: the report over HTTP. */
@Command(
    name = "serve",
    sortOptions = false,
    description = {
      "Shows the page of camus report in a browser, and makes it again while somebody looks at it."
          + " Ends with Ctrl-C.",
      "",
      "Read-only: it answers GET and HEAD for one page. There is no login, so it only listens on"
          + " this host unless --host says otherwise.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus serve -P camus.properties",
      "  camus serve -P camus.properties --port 8080 --hours 24",
      "",
      "Exit codes: 130 and 143 for Ctrl-C and SIGTERM, 2 if it cannot start."
    })
final class ServeCommand extends ConfiguredVerb {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "7080",
      description = "Port (default: ${DEFAULT-VALUE}); 0 for any free one.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "60s",
      description =
          "How long a page is shown before it is made again, such as 30s or 5m (default:"
              + " ${DEFAULT-VALUE}).")
  private String every;

  @Mixin private ReportOptions options;

  ServeCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    refuseIf(port < 0 || port > 65_535, "--port " + port + ": must be between 0 and 65535");
    Duration interval = BucketWait.duration("--every", every);
    refuseIf(interval.isZero(), "--every " + every + ": must be at least 1s");
    options.length(); // Refuses a wrong number of hours before the first request.
    CamusConfig config = settings.config();
    operations().report().require(config);
    CachedPage page =
        new CachedPage(
            () -> page(config, interval), interval, InstantSource.system(), this::complain);
    return Interruption.heeding(() -> serve(page));
  }

  private int serve(CachedPage page) {
    try (PageServer server = PageServer.start(host, port, page)) {
      Page told = new Page().heading("Serving " + server.url());
      if (!server.isLocal()) {
        told.item(
            2,
            Tone.WARNING,
            "warning",
            "there is no login: each host that can reach this address can read the page");
      }
      terminal().show(told);
      new CountDownLatch(1).await();
      return ExitCode.OK.value();
    } catch (InterruptedException e) {
      return ExitCode.OK.value(); // By the signal, which has an exit code of its own.
    }
  }

  private void complain(Throwable why) {
    if (!(why instanceof CamusException)) {
      why.printStackTrace(terminal().err());
    }
    terminal().complain("the page cannot be made: " + RootCause.line(why));
  }

  private byte[] page(CamusConfig config, Duration interval) {
    ReportRequest request =
        new ReportRequest(options.until(Instant.now()), options.kafka(), Optional.of(interval));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ReportHtml.write(operations().report().make(config, request, events -> {}), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
