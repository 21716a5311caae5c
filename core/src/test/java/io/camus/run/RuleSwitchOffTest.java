package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Switches the rules of docs/protocol.md off, one at a time: the simulation finds what each of them
 * keeps from happening, or it is too weak. What it finds with all rules on is {@link
 * ProtocolSimulationTest}'s business: nothing.
 */
class RuleSwitchOffTest {
  private static final int SEEDS = 400;

  static List<Rule> rules() {
    return Stream.of(LogRules.all(), TaskRules.all(), FileRules.all())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void withoutThisRuleTheSimulationFindsAViolation(Rule rule) throws Exception {
    LongFunction<Optional<String>> histories = histories(new Mutant(rule.edits()));
    Optional<String> found =
        LongStream.concat(LongStream.of(rule.seed()), LongStream.range(0, SEEDS))
            .mapToObj(histories)
            .flatMap(Optional::stream)
            .filter(Pattern.compile(rule.found()).asPredicate())
            .findFirst();
    assertThat(found).as("seeds %d and 0 to %d", rule.seed(), SEEDS - 1).isPresent();
  }

  @Test
  void everyOneOfThemIsInTheProtocol() throws IOException {
    String protocol = Files.readString(Path.of("../docs/protocol.md"));
    for (Rule rule : rules()) {
      assertThat(protocol).contains("| " + rule.name() + " |");
    }
  }

  @SuppressWarnings("unchecked") // Histories is that, of whatever loader.
  private static LongFunction<Optional<String>> histories(ClassLoader loader) throws Exception {
    Constructor<?> constructor =
        loader.loadClass(Histories.class.getName()).getDeclaredConstructor();
    constructor.setAccessible(true);
    return (LongFunction<Optional<String>>) constructor.newInstance();
  }
}
