package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void settingsWithoutAVerbMeanARun() {
    assertThat(Arguments.withVerb("-P", "job.properties"))
        .containsExactly("run", "-P", "job.properties");
    assertThat(Arguments.withVerb("-Da=b", "-P", "f")).containsExactly("run", "-Da=b", "-P", "f");
    assertThat(Arguments.withVerb("-p", "resource")).startsWith("run", "-p");
  }

  @Test
  void theMainClassOfTheOriginalMeansARun() {
    assertThat(Arguments.withVerb("com.linkedin.camus.etl.kafka.CamusJob", "-P", "f", "-D", "a=b"))
        .containsExactly("run", "-P", "f", "-D", "a=b");
    assertThat(Arguments.withVerb("com.linkedin.camus.etl.kafka.CamusJob")).containsExactly("run");
  }

  @Test
  void helpAndVersionMayBeWords() {
    assertThat(Arguments.withVerb("help")).containsExactly("--help");
    assertThat(Arguments.withVerb("help", "run")).containsExactly("run", "--help");
    assertThat(Arguments.withVerb("version")).containsExactly("--version");
  }

  @Test
  void verbsAndOptionsOfTheCommandAreLeftAlone() {
    assertThat(Arguments.withVerb("plan", "-P", "f")).containsExactly("plan", "-P", "f");
    assertThat(Arguments.withVerb("--version")).containsExactly("--version");
    assertThat(Arguments.withVerb()).isEmpty();
  }
}
