package io.camus.cli;

import io.camus.model.RunId;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that choose commit records for {@code camus audit post}. */
final class AuditPostOptions {
  @Option(
      names = "--from-record",
      paramLabel = "N",
      description = "With post: number of the first commit record.")
  private Long fromRecord;

  @Option(
      names = "--to-record",
      paramLabel = "N",
      description = "With post: number of the last commit record (default: --from-record).")
  private Long toRecord;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "With post: the commit records with data of this run.")
  private String run;

  /** Refuses these options. */
  void refuse(String where) {
    ConfiguredVerb.refuseIf(
        fromRecord != null || toRecord != null || run != null,
        "--from-record, --to-record and --run cannot be used " + where);
  }

  RecordSelection selection() {
    ConfiguredVerb.refuseIf(
        (fromRecord == null) == (run == null),
        "camus audit post needs either --from-record N or --run RUN; camus audit rebuild posts the"
            + " counts of all records");
    ConfiguredVerb.refuseIf(run != null && toRecord != null, "--to-record needs --from-record");
    if (run != null) {
      ConfiguredVerb.refuseIf(
          !RunId.matches(run), run + " is not a run id; camus history lists the runs");
      return new RecordSelection(1, Long.MAX_VALUE, Optional.of(new RunId(run)));
    }
    long last = toRecord == null ? fromRecord : toRecord;
    ConfiguredVerb.refuseIf(
        fromRecord < 1 || last < fromRecord,
        "--from-record must be at least 1, and --to-record must not be less than it");
    return new RecordSelection(fromRecord, last, Optional.empty());
  }
}
