package io.camus.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.command.CamusScript;
import io.camus.it.objectstore.S3Proxy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A soak that is short; {@code ./camus soak} is the long one. */
@Timeout(900)
class SoakIT {
  /** Change it to see other moments; a failure names it. */
  private static final long SEED = Long.getLong("camus.seed", 2013L);

  @TempDir private Path folder;

  @Test
  void runsThatAreKilledInARowNeitherLoseNorDoubleAMessage() throws Exception {
    soak(new SoakSettings(6, SEED, 2_000, folder, new Site.LocalDisk()));
  }

  @Test
  @Tag("soak")
  void killedTasksAndDriversOnYarnNeitherLoseNorDoubleAMessage() throws Exception {
    Path libraries = Path.of(System.getProperty("camus.hadoop.lib"));
    soak(new SoakSettings(12, SEED, 500, folder, new Site.Yarn(libraries)));
  }

  @Test
  @Tag("soak")
  void runsThatAreKilledInARowNeitherLoseNorDoubleAMessageInS3() throws Exception {
    soak(new SoakSettings(12, SEED, 1_000, folder, new Site.S3(S3Proxy.libraries())));
  }

  private static void soak(SoakSettings settings) throws Exception {
    StringWriter text = new StringWriter();
    SoakLines lines = new SoakLines(new PrintWriter(text));
    try (Soak soak = new Soak(settings, lines, CamusScript.locate())) {
      SoakResult result = soak.play();
      lines.end(result);
      assertThat(result.isGood()).as("seed %d:%n%s", SEED, text).isTrue();
      assertThat(result.messages()).isPositive();
    }
  }
}
