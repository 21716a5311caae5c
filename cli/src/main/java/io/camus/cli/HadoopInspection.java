package io.camus.cli;

import io.camus.commit.Layout;
import io.camus.config.CamusConfig;
import io.camus.mapreduce.Stores;
import io.camus.model.PlannedRange;
import io.camus.pull.KafkaClients;
import io.camus.repull.KafkaReport;
import io.camus.repull.KafkaVerification;
import io.camus.repull.RepullProgress;
import io.camus.run.KafkaCluster;
import io.camus.run.Wiring;
import io.camus.spi.Store;
import io.camus.spi.TopicCatalog;
import io.camus.verify.Depth;
import io.camus.verify.Verification;
import io.camus.verify.VerifyReport;
import java.util.List;
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
              KafkaVerification.Settings.of(config.pull().stallTimeout()),
              System::nanoTime)
          .compare(progress);
    }
  }

  private static Store store(CamusConfig config) {
    return Stores.open(config.run().executionBase(), HadoopPipeline.hadoop(config));
  }
}
