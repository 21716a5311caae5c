package io.camus.cli;

import io.camus.books.BookReport;
import io.camus.books.Explanation;
import io.camus.cli.page.Figures;
import io.camus.cli.terminal.StatusLine;
import io.camus.cli.view.AuditJson;
import io.camus.cli.view.AuditPage;
import io.camus.cli.view.BucketPage;
import io.camus.complete.CompletionQuery;
import io.camus.config.CamusConfig;
import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camus audit}: compares what producers counted with what was pulled. */
@Command(
    name = "audit",
    sortOptions = false,
    description = {
      "Compares, for each topic and window of event time, the messages that other tiers counted with"
          + " those that the brokers held and those in data files.",
      "",
      "explain shows who sent what in an hour, and where the counts differ. wait shows whether the"
          + " bucket of a time is complete; with --timeout it waits for that. post posts the counts"
          + " of some commit records again, rebuild those of all records. Consumers count an event"
          + " once, however often it is posted. Only post and rebuild change anything.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus audit -P camus.properties",
      "  camus audit -P camus.properties --topic clicks --from 2026-11-22T00:00:00Z",
      "  camus audit explain clicks 2026-11-22T14 -P camus.properties",
      "  camus audit post -P camus.properties --from-record 120 --to-record 130",
      "  camus audit rebuild -P camus.properties",
      "  camus audit wait clicks 2026-11-22T14 -P camus.properties --timeout 45m",
      "",
      "Exit codes: 0 the books balance, 3 Kafka or storage could not be read,",
      "            4 messages are missing or surplus, or counts cannot be compared.",
      "Of wait:    0 the bucket is complete, 3 it is not complete yet,",
      "            4 it is closed, but records may be missing."
    })
final class AuditCommand extends ConfiguredVerb {
  private static final Duration DEFAULT_SPAN = Duration.ofDays(2);
  private static final String EXPLAIN = "explain";
  private static final String POST = "post";
  private static final String WAIT = "wait";
  private static final String REBUILD = "rebuild";

  @Parameters(
      arity = "0..3",
      paramLabel = "explain TOPIC HOUR | wait TOPIC TIME | post | rebuild",
      hideParamSyntax = true,
      description =
          "What to do instead of comparing. HOUR and TIME are UTC, such as 2026-11-22T14, or have"
              + " an offset: 2026-11-22T19:30:00+05:30.")
  private List<String> words = List.of();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Show only this topic, and each of its windows.")
  private String topic;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Start of the span, such as 2026-11-22T14:00:00Z (default: 48 hours before --to).")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "End of the span, exclusive (default: now).")
  private String to;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "With wait: how long to wait, such as 90s, 45m or 2h (default: check once).")
  private String timeout;

  @Mixin private AuditPostOptions post;

  @Option(names = "--json", description = "Print the result as one JSON document and nothing else.")
  private boolean json;

  AuditCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    String what = words.isEmpty() ? "" : words.get(0);
    refuseIf(timeout != null && !what.equals(WAIT), "--timeout is for camus audit wait");
    return switch (what) {
      case "" -> balance();
      case EXPLAIN -> explain();
      case WAIT -> waitForBucket();
      case POST -> post(post.selection());
      case REBUILD -> {
        post.refuse("with rebuild, which posts the counts of all records");
        yield post(RecordSelection.ALL);
      }
      default ->
          throw new ConfigurationException(
              WrongCall.isFile(what)
                  ? "name a properties file with -P: camus audit -P " + what
                  : "camus audit " + what + ": expected explain, wait, post or rebuild");
    };
  }

  private int balance() {
    post.refuse("without post");
    Instant now = Instant.now();
    Instant end = to == null ? now : time("--to", to);
    Instant begin = from == null ? end.minus(DEFAULT_SPAN) : time("--from", from);
    refuseIf(!begin.isBefore(end), "--from must be before --to");
    CamusConfig config = settings.config();
    BookReport report =
        withProgress(
            progress ->
                operations()
                    .audit()
                    .balance(config, Optional.ofNullable(topic), begin, end, progress));
    Format.of(json)
        .show(
            terminal(),
            () -> topic == null ? AuditPage.of(config, report) : AuditPage.windows(config, report),
            () -> AuditJson.of(report));
    return report.exitCode().value();
  }

  private int explain() {
    post.refuse("with explain");
    refuseIf(words.size() != 3, "camus audit explain needs a topic and an hour");
    refuseIf(
        topic != null || from != null || to != null,
        "--topic, --from and --to cannot be used with explain");
    Instant hour = time("HOUR", words.get(2));
    CamusConfig config = settings.config();
    Explanation explanation =
        withProgress(
            progress ->
                operations()
                    .audit()
                    .explain(config, words.get(1), hour, hour.plus(Duration.ofHours(1)), progress));
    Format.of(json)
        .show(
            terminal(),
            () -> AuditPage.of(config, words.get(1), explanation),
            () -> AuditJson.of(explanation));
    return explanation.report().exitCode().value();
  }

  private int waitForBucket() {
    post.refuse("with wait");
    refuseIf(words.size() != 3, "camus audit wait needs a topic and a time, such as 2026-11-22T14");
    refuseIf(
        topic != null || from != null || to != null,
        "--topic, --from and --to cannot be used with wait");
    CamusConfig config = settings.config();
    Instant time = time("TIME", words.get(2));
    BucketWait wait =
        new BucketWait(
            () -> operations().audit().completeness(config, words.get(1), time), terminal());
    CompletionQuery.Answer answer = wait.until(BucketWait.timeout(timeout));
    Optional<String> heldOpen =
        answer.state() == CompletionQuery.State.OPEN
            ? operations().audit().whyOpen(config, words.get(1), answer)
            : Optional.empty();
    Format.of(json)
        .show(
            terminal(),
            () -> BucketPage.of(config, words.get(1), answer, heldOpen),
            () -> BucketPage.json(words.get(1), answer, heldOpen));
    return BucketPage.exitCode(answer).value();
  }

  private int post(RecordSelection selection) {
    refuseIf(words.size() > 1, "camus audit " + words.get(0) + " takes only options");
    refuseIf(
        topic != null || from != null || to != null,
        "--topic, --from and --to cannot be used with "
            + words.get(0)
            + ", which posts all topics");
    CamusConfig config = settings.config();
    AuditPosted posted = operations().audit().post(config, selection);
    Format.of(json)
        .show(
            terminal(),
            () -> AuditPage.posted(config, posted.records(), posted.events()),
            () -> AuditJson.posted(posted.records(), posted.events()));
    return ExitCode.OK.value();
  }

  private <T> T withProgress(Function<LongConsumer, T> work) {
    StatusLine status = new StatusLine(terminal(), InstantSource.system());
    try {
      return work.apply(
          messages -> {
            if (status.isDue()) {
              status.show("audit    " + Figures.count(messages, "event") + " read");
            }
          });
    } finally {
      status.end();
    }
  }

  /** The time that an option has. */
  static Instant time(String option, String text) {
    String whole = text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d") ? text + ":00:00Z" : text;
    try {
      return Instant.parse(whole);
    } catch (DateTimeException e) {
      throw new ConfigurationException(
          option + ": " + text + " is not a time such as 2026-11-22T14 or 2026-11-22T14:00:00Z", e);
    }
  }
}
