package io.camus.cli;

import io.camus.commit.LogReader;
import io.camus.config.AuditSettings;
import io.camus.config.CamusConfig;
import io.camus.config.RunSettings;
import io.camus.count.CountPoster;
import io.camus.failure.RootCause;
import io.camus.model.CommitRecord;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.yarn.DriverProcess;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.LongStream;

/** Posts the counts of commit records again; a repeated event has the same id. */
final class CountsReposting {
  private final HadoopSession session;
  private final CamusConfig config;
  private long records;

  CountsReposting(HadoopSession session, CamusConfig config) {
    this.session = session;
    this.config = config;
    ConfiguredVerb.refuseIf(
        !config.value(AuditSettings.POST),
        "counts are not posted: set etl.run.tracking.post=true and kafka.monitor.tier");
  }

  AuditPosted post(RecordSelection selection) {
    long last = session.log().number();
    requireRecord(selection.from(), last);
    if (selection.to() != Long.MAX_VALUE) {
      requireRecord(selection.to(), last);
    }
    LogReader log = new LogReader(session.store(), session.layout());
    CountPoster poster =
        session
            .wiring()
            .audit()
            .poster(DriverProcess.thisProcess(config.value(RunSettings.FRAMEWORK)).host());
    Iterator<CountPoster.Posting> postings =
        LongStream.rangeClosed(selection.from(), Math.min(selection.to(), last))
            .mapToObj(number -> read(log, number))
            .filter(record -> record.header().countWindow().isPresent())
            .filter(record -> record.commits().anyMatch(it -> it.pulled().isCounted()))
            .filter(selection::holds)
            .map(this::posting)
            .iterator();
    int events = poster.postAll(postings);
    if (events == 0) {
      throw new ConfigurationException("none of these commit records has counts");
    }
    return new AuditPosted(records, events);
  }

  private static void requireRecord(long number, long last) {
    if (number > last) {
      throw new ConfigurationException(
          String.format(Locale.ROOT, "there is no commit record %d; the last is %d", number, last));
    }
  }

  private CountPoster.Posting posting(CommitRecord record) {
    records++;
    return CountPoster.Posting.of(record, record.header().countWindow().orElseThrow());
  }

  private static CommitRecord read(LogReader log, long number) {
    try {
      return log.read(number);
    } catch (IOException e) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "cannot read commit record %d: %s; camus verify checks the log",
              number,
              RootCause.line(e)),
          e);
    }
  }
}
