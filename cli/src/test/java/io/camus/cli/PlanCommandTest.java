package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.cli.view.Samples;
import io.camus.setup.Plan;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanCommandTest {
  private final CommandLineFixture camus = new CommandLineFixture();

  @Test
  void fewPartitionsHaveALineEach() {
    camus.operations.plan = Samples.plan(2);

    assertThat(camus.executeWithSettings("plan")).isZero();
    assertThat(camus.out())
        .isEqualTo(
            """
            partition     position     end     lag     bytes  tasks
            clicks.web-0     1,000  76,000  75,000  11.7 MiB      0
            clicks.web-1     1,000  76,000  75,000  11.7 MiB      0
            secret-0             ?       5       0     100 B      -  left out

            Left out:
              secret-0: kafka.blacklist.topics has secret

            To pull: 150,000 messages from 2 partitions, 23.5 MiB, in 1 task
              notice   clicks.web: is new; starts at earliest
            """);
  }

  @Test
  void manyPartitionsHaveALineATopicUnlessAllAreAskedFor() {
    camus.operations.plan = Samples.plan(60);

    camus.executeWithSettings("plan");
    assertThat(camus.out())
        .contains("clicks.web          60      60  4,500,000  703.8 MiB      1", "--all")
        .doesNotContain("clicks.web-0");
    camus.executeWithSettings("plan", "--all");
    assertThat(camus.out()).contains("clicks.web-0", "clicks.web-59");
  }

  @Test
  void aPlanWithoutWorkSaysSo() {
    camus.operations.plan = new Plan(List.of(), List.of(), List.of(), List.of());

    assertThat(camus.executeWithSettings("plan")).isZero();
    assertThat(camus.out()).isEqualToIgnoringNewLines("Nothing to pull: 0 partitions checked");
  }

  @Test
  void jsonIsOneDocument() throws IOException {
    camus.executeWithSettings("plan", "--json");

    JsonNode document = new ObjectMapper().readTree(camus.out());
    assertThat(document.path("tasks")).hasSize(1);
    assertThat(document.path("partitions")).hasSize(4);
    JsonNode last = document.path("partitions").path(3);
    assertThat(last.path("topic").asText()).isEqualTo("secret");
    assertThat(last.path("position").isNull()).isTrue();
    assertThat(last.path("tasks")).isEmpty();
    assertThat(last.path("leftOut").asText()).contains("blacklist");
  }
}
