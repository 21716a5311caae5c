package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.CamusConfig;
import io.camus.run.RecoveryReport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopUpkeepTest {
  @TempDir private Path folder;

  @Test
  void recoveringAsksNobodyAndNeedsNoSecret() {
    String missing = String.format(Locale.ROOT, "${file:%s/missing:key}", folder);
    CamusConfig config =
        CamusConfig.parse(
            Map.of(
                "zookeeper.hosts",
                "127.0.0.1:1",
                "camus.zookeeper.digest.user",
                "camus",
                "camus.zookeeper.digest.password",
                missing,
                "etl.schema.registry.url",
                "http://127.0.0.1:1",
                "camus.schema.registry.basic.auth.user",
                "camus",
                "camus.schema.registry.basic.auth.password",
                missing,
                "etl.destination.path",
                folder + "/destination",
                "etl.execution.base.path",
                folder + "/base",
                "etl.execution.history.path",
                folder + "/history"));

    RecoveryReport report = new HadoopUpkeep().recover(config, LiveRuns.RESPECT, Upkeep.Mode.REAL);

    assertThat(report.problems()).isEmpty();
    assertThat(report.live()).isEmpty();
  }
}
