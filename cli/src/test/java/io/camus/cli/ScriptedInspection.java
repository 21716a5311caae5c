package io.camus.cli;

import io.camus.commit.FileSelection;
import io.camus.commit.LiveFiles;
import io.camus.config.CamusConfig;
import io.camus.repull.KafkaReport;
import io.camus.repull.RepullProgress;
import io.camus.verify.Depth;
import io.camus.verify.VerifyReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An inspection that answers what it was told to answer, and remembers what it was asked. */
final class ScriptedInspection implements Inspection {
  final List<Depth> depths = new ArrayList<>();
  VerifyReport report = new VerifyReport(Depth.NAMES, 0, List.of(), List.of(), List.of(), Map.of());
  KafkaReport kafka = new KafkaReport(List.of(), List.of(), Map.of());
  Function<FileSelection, LiveFiles> files;
  RuntimeException failure;
  boolean askedKafka;

  @Override
  public VerifyReport verify(CamusConfig config, Depth depth) {
    depths.add(depth);
    if (failure != null) {
      throw failure;
    }
    return report;
  }

  @Override
  public LiveFiles files(CamusConfig config, FileSelection selection) {
    return files.apply(selection);
  }

  @Override
  public KafkaReport compareWithKafka(CamusConfig config, RepullProgress progress) {
    askedKafka = true;
    if (failure != null) {
      throw failure;
    }
    return kafka;
  }
}
