package io.camus.cli;

import io.camus.commit.CommitLog;
import io.camus.commit.FileSelection;
import io.camus.commit.Layout;
import io.camus.commit.LiveFiles;
import io.camus.commit.LogReader;
import io.camus.commit.LogState;
import io.camus.config.CamusConfig;
import io.camus.config.NearestName;
import io.camus.failure.RootCause;
import io.camus.hadoop.Stores;
import io.camus.model.ConfigurationException;
import io.camus.model.PlannedRange;
import io.camus.model.StorageException;
import io.camus.repull.KafkaReport;
import io.camus.repull.KafkaVerification;
import io.camus.repull.RepullProgress;
import io.camus.repull.RepullSettings;
import io.camus.setup.TopicCatalog;
import io.camus.source.KafkaClients;
import io.camus.spi.Store;
import io.camus.verify.Depth;
import io.camus.verify.Verification;
import io.camus.verify.VerifyReport;
import io.camus.wiring.KafkaCluster;
import io.camus.wiring.Wiring;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/** Looks at Hadoop's file systems, and at Kafka as the tasks of a run do. */
final class HadoopInspection implements Inspection {

  @Override
  public VerifyReport verify(CamusConfig config, Depth depth) {
    Configuration hadoop = HadoopPipeline.hadoop(config);
    HadoopPipeline.requireReadable(config, hadoop, List.of(HadoopPipeline.destination(config)));
    return new Verification(
            Stores.open(config.run().executionBase(), hadoop),
            Wiring.layoutOf(config),
            Verification.Settings.of(depth, config.output().recordDelimiter()))
        .verify();
  }

  @Override
  public LiveFiles files(CamusConfig config, FileSelection selection) {
    HadoopPipeline.requireReadable(config, HadoopPipeline.hadoop(config), List.of());
    Store store = store(config);
    Layout layout = Wiring.layoutOf(config);
    requireKnown(selection.topic(), CommitLog.read(store, layout), config);
    LiveFiles files = new LiveFiles(new LogReader(store, layout), selection.in(layout));
    try {
      files.refresh();
    } catch (IOException e) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "cannot read the commit log in %s: %s",
              config.run().executionBase(),
              RootCause.line(e)),
          e);
    }
    return files;
  }

  private static void requireKnown(String topic, LogState state, CamusConfig config) {
    Set<String> topics = new TreeSet<>();
    state.positions().keySet().forEach(partition -> topics.add(partition.topic()));
    if (!topics.contains(topic)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the commit log in %s knows no topic %s%s",
              config.run().executionBase(),
              topic,
              NearestName.hint(topic, topics)));
    }
  }

  @Override
  public KafkaReport compareWithKafka(CamusConfig given, RepullProgress progress) {
    CamusConfig config = HadoopPipeline.withSecrets(given, HadoopPipeline.hadoop(given));
    Layout layout = Wiring.layoutOf(config);
    KafkaCluster cluster = HadoopPipeline.cluster(config);
    KafkaClients clients = Wiring.clients(cluster.config());
    try (TopicCatalog catalog = cluster.catalog()) {
      return new KafkaVerification(
              store(config),
              layout,
              catalog,
              ranges -> clients.open(ranges.stream().map(PlannedRange::of).toList()),
              RepullSettings.of(config.pull().stallTimeout()),
              System::nanoTime)
          .compare(progress);
    }
  }

  private static Store store(CamusConfig config) {
    return Stores.open(config.run().executionBase(), HadoopPipeline.hadoop(config));
  }
}
