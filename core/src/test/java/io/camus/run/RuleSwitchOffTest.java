package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Switches the rules of docs/protocol.md off, one at a time: the simulation, or a directed history,
 * finds what each of them keeps from happening, or it is too weak. {@code -Drule=marker} takes only
 * the rules with that word. What the simulation finds with all rules on is {@link
 * ProtocolSimulationTest}'s business: nothing.
 */
class RuleSwitchOffTest {
  static List<Rule> rules() {
    return Stream.of(
            LogRules.all(),
            TaskRules.all(),
            FileRules.all(),
            BucketRules.all(),
            UploadRules.all(),
            TableRules.all())
        .flatMap(List::stream)
        .filter(rule -> rule.name().contains(System.getProperty("rule", "")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void withoutThisRuleAHistoryShowsAViolation(Rule rule) throws Exception {
    Function<String, Optional<String>> histories = histories(new Mutant(rule.edits()));
    List<String> outcomes = new ArrayList<>();
    boolean found =
        rule.histories().stream()
            .map(histories)
            .map(outcome -> outcome.orElse("nothing"))
            .peek(outcomes::add)
            .anyMatch(Pattern.compile(rule.found()).asPredicate());
    assertThat(found).as("found without it: %s", Set.copyOf(outcomes)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void withAllRulesADirectedHistoryShowsNone(DirectedHistory history) {
    assertThat(new Histories().apply(history.name())).isEmpty();
  }

  @Test
  void everyOneOfThemIsInTheProtocol() throws IOException {
    String protocol = Files.readString(Path.of("../docs/protocol.md"));
    for (Rule rule : rules()) {
      assertThat(protocol).contains("| " + rule.name() + " |");
    }
  }

  @SuppressWarnings("unchecked") // Histories is that, of whatever loader.
  private static Function<String, Optional<String>> histories(ClassLoader loader) throws Exception {
    Constructor<?> constructor =
        loader.loadClass(Histories.class.getName()).getDeclaredConstructor();
    constructor.setAccessible(true);
    return (Function<String, Optional<String>>) constructor.newInstance();
  }
}
