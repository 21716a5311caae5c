package io.camus.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every question of a catalog is passed on, whichever will be added. */
class ForwardingTopicCatalogTest {
  private static final class Plain extends ForwardingTopicCatalog {
    Plain(TopicCatalog cluster) {
      super(cluster);
    }
  }

  static Method[] questions() {
    return TopicCatalog.class.getDeclaredMethods();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void everyQuestionIsPassedOnAndItsAnswerGivenBack(Method question) throws Exception {
    List<String> asked = new ArrayList<>();
    Object answer = answer(question.getReturnType());
    TopicCatalog cluster =
        (TopicCatalog)
            Proxy.newProxyInstance(
                TopicCatalog.class.getClassLoader(),
                new Class<?>[] {TopicCatalog.class},
                (proxy, method, arguments) -> {
                  asked.add(method.getName());
                  return answer;
                });

    Object given =
        question.invoke(new Plain(cluster), new Object[question.getParameterTypes().length]);

    assertThat(asked).containsExactly(question.getName());
    assertThat(given).isSameAs(answer);
  }

  private static Object answer(Class<?> type) {
    Map<Class<?>, Object> answers =
        Map.of(
            Map.class, Map.of("topic", 1L), List.class, List.of("topic"), Set.class, Set.of("t"));
    return answers.get(type);
  }
}
