package io.camus.cli;

import io.camus.config.CamusConfig;
import io.camus.mapreduce.Stores;
import io.camus.run.Wiring;
import io.camus.verify.Depth;
import io.camus.verify.Verification;
import io.camus.verify.VerifyReport;

/** Looks at Hadoop's file systems. */
final class HadoopInspection implements Inspection {

  @Override
  public VerifyReport verify(CamusConfig config, Depth depth) {
    return new Verification(
            Stores.open(config.executionBase(), HadoopPipeline.hadoop(config)),
            Wiring.layoutOf(config),
            Verification.Settings.of(depth, config.recordDelimiter()))
        .verify();
  }
}
