package io.camus.cli;

import io.camus.books.BookReport;
import io.camus.books.Explanation;
import io.camus.cli.report.Report;
import io.camus.cli.report.SyntheticReport;
import io.camus.cli.view.Mode;
import io.camus.cli.view.ReplayOutcome;
import io.camus.cli.view.Samples;
import io.camus.commit.FileSelection;
import io.camus.commit.LiveFiles;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.complete.CompletionQuery;
import io.camus.config.CamusConfig;
import io.camus.engine.Engine.Progress;
import io.camus.history.RunHistory;
import io.camus.inspect.SampleProgress;
import io.camus.model.RunId;
import io.camus.offsets.ImportOutcome;
import io.camus.offsets.ImportPlan;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionImport;
import io.camus.offsets.PositionSetter.Selection;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.Replay;
import io.camus.offsets.SetOutcome;
import io.camus.offsets.Target;
import io.camus.reading.SchemaHistory;
import io.camus.reading.SchemaIndex;
import io.camus.reading.TopicSchemas;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.repull.KafkaReport;
import io.camus.repull.RepullProgress;
import io.camus.run.RecoveryReport;
import io.camus.setup.Plan;
import io.camus.table.TableStatus;
import io.camus.verify.Depth;
import io.camus.verify.VerifyProgress;
import io.camus.verify.VerifyReport;
import io.camus.wiring.Inspection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** Operations that answer what they were told to answer, and remember what they were asked. */
final class ScriptedOperations extends Operations {
  final List<CamusConfig> configs = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  RuntimeException failure;

  RunSummary summary = Samples.summary();
  Plan plan = Samples.plan(3);
  List<Finding> findings = List.of();
  Optional<RegistryAnswer> registry = Optional.empty();
  List<Finding> sampled = List.of();
  Inspection.Seen seen = new Inspection.Seen(List.of(), Optional.empty());
  VerifyReport report =
      new VerifyReport(
          Depth.NAMES, 0, List.of(), List.of(), VerifyReport.Leftovers.NONE, List.of(), Map.of());
  KafkaReport kafka = new KafkaReport(List.of(), List.of(), Map.of());
  Function<FileSelection, LiveFiles> files;
  Function<FileSelection, TopicSchemas> schemas;
  List<TableStatus> tables = List.of();
  long repaired;
  List<SchemaHistory> histories = List.of();
  Function<PositionImport.Request, ImportPlan> importPlan;
  RecoveryReport recovery =
      new RecoveryReport(List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of());
  PositionsReport positions = new PositionsReport(Instant.EPOCH, List.of());
  List<PositionChange> changes = List.of();
  BookReport books;
  Explanation explanation;
  CompletionQuery.Answer bucket;
  Optional<String> heldOpen = Optional.empty();
  RunHistory history;
  Report page = SyntheticReport.empty();
  final List<ReportRequest> reports = new ArrayList<>();
  ReplayOutcome replay;

  Replay.Request replayRequest;
  Predicate<String> topics;
  Selection selection;
  Target target;
  PositionImport.Request importRequest;

  @Override
  RunSummary run(CamusConfig config, LiveRuns liveRuns, RunListener listener) {
    configs.add(config);
    asked.add("run " + liveRuns);
    listener.stage(RunListener.Stage.SETUP, "2 topics, 3 partitions");
    listener.stage(RunListener.Stage.PULL, "2 tasks");
    listener.started(new RunId("2026-11-22-14-05-59-3f09ac"), "local", 1_003_120);
    listener.progress(
        new Progress(2, 2, Optional.of(1_003_120L), Optional.of(98_000_000L), List.of()));
    return answer(summary);
  }

  @Override
  Plan plan(CamusConfig config) {
    configs.add(config);
    return answer(plan);
  }

  @Override
  List<Finding> check(CamusConfig config) {
    configs.add(config);
    return answer(findings);
  }

  @Override
  Optional<RegistryAnswer> registry(CamusConfig config) {
    return registry;
  }

  @Override
  List<Finding> sample(CamusConfig config, Duration allowed, SampleProgress progress) {
    asked.add("sample");
    return sampled;
  }

  @Override
  Inspection.Seen inspect(
      CamusConfig config, List<String> which, Duration allowed, SampleProgress progress) {
    configs.add(config);
    asked.add("inspect " + which + " " + allowed);
    return answer(seen);
  }

  @Override
  VerifyReport verify(
      CamusConfig config, Depth depth, List<TableStatus> tables, VerifyProgress progress) {
    asked.add("verify " + depth);
    return answer(report);
  }

  @Override
  KafkaReport compareWithKafka(CamusConfig config, RepullProgress progress) {
    asked.add("kafka");
    return answer(kafka);
  }

  @Override
  LiveFiles files(CamusConfig config, FileSelection which) {
    return files.apply(which);
  }

  @Override
  RunHistory history(CamusConfig config) {
    return history;
  }

  @Override
  RecoveryReport recover(CamusConfig config, LiveRuns liveRuns, Mode mode) {
    asked.add("recover " + liveRuns + " " + mode);
    return answer(recovery);
  }

  @Override
  PositionsReport positions(CamusConfig config, Predicate<String> which) {
    topics = which;
    return answer(positions);
  }

  @Override
  SetOutcome setPositions(
      CamusConfig config,
      Selection which,
      Target where,
      Mode mode,
      Predicate<List<PositionChange>> consent) {
    asked.add("set " + mode);
    selection = which;
    target = where;
    List<PositionChange> answer = answer(changes);
    boolean agreed = !answer.isEmpty() && consent.test(answer);
    return new SetOutcome(
        answer,
        agreed && mode == Mode.REAL ? OptionalLong.of(43) : OptionalLong.empty(),
        List.of());
  }

  @Override
  ReplayOutcome replay(CamusConfig main, Replay.Request request, Mode mode, RunListener listener) {
    asked.add("replay " + mode);
    replayRequest = request;
    return answer(replay);
  }

  @Override
  TopicSchemas schemas(CamusConfig config, FileSelection which) {
    return schemas.apply(which);
  }

  @Override
  List<SchemaHistory> schemaHistories(
      CamusConfig config, List<String> names, SchemaIndex.Progress progress) {
    asked.add("schemas " + names);
    progress.read(1, 1);
    return answer(histories);
  }

  @Override
  ImportOutcome importPositions(
      CamusConfig config,
      PositionImport.Request request,
      Mode mode,
      Predicate<ImportPlan> consent) {
    asked.add("import " + mode);
    importRequest = request;
    ImportPlan plan = answer(importPlan).apply(request);
    boolean agreed = consent.test(plan);
    return new ImportOutcome(
        plan, agreed && mode == Mode.REAL ? OptionalLong.of(44) : OptionalLong.empty(), List.of());
  }

  @Override
  ReportOperations report() {
    return new ReportOperations(this, InstantSource.system()) {
      @Override
      Report make(CamusConfig config, ReportRequest request, LongConsumer progress) {
        reports.add(request);
        progress.accept(12);
        return answer(page);
      }

      @Override
      void require(CamusConfig config) {
        asked.add("require");
      }
    };
  }

  @Override
  TableOperations tables() {
    return new ScriptedTables();
  }

  private final class ScriptedTables extends TableOperations {
    ScriptedTables() {
      super(ScriptedOperations.this);
    }

    @Override
    List<TableStatus> compare(CamusConfig config, List<String> names) {
      asked.add("tables " + names);
      return answer(tables);
    }

    @Override
    long rebuild(CamusConfig config, String topic) {
      asked.add("rebuild " + topic);
      return answer(repaired);
    }

    @Override
    long adopt(CamusConfig config, String topic) {
      asked.add("adopt " + topic);
      return answer(repaired);
    }
  }

  @Override
  AuditOperations audit() {
    return new ScriptedAudit();
  }

  private final class ScriptedAudit extends AuditOperations {
    ScriptedAudit() {
      super(InstantSource.system());
    }

    @Override
    BookReport balance(
        CamusConfig config,
        Optional<String> topic,
        Instant from,
        Instant to,
        LongConsumer progress) {
      asked.add("audit " + topic.orElse("all"));
      progress.accept(12);
      return answer(books);
    }

    @Override
    Explanation explain(
        CamusConfig config, String topic, Instant from, Instant to, LongConsumer progress) {
      asked.add("explain " + topic + " " + from + " " + to);
      return answer(explanation);
    }

    @Override
    CompletionQuery.Answer completeness(CamusConfig config, String topic, Instant time) {
      asked.add("wait " + topic + " " + time);
      return answer(bucket);
    }

    @Override
    Optional<String> whyOpen(CamusConfig config, String topic, CompletionQuery.Answer of) {
      return heldOpen;
    }

    @Override
    AuditPosted post(CamusConfig config, RecordSelection which) {
      asked.add("post " + which.from() + " " + which.to() + " " + which.run());
      return answer(new AuditPosted(2, 7));
    }
  }

  private <T> T answer(T value) {
    if (failure != null) {
      throw failure;
    }
    return value;
  }
}
