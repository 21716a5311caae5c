package io.camus.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelinedReadsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration NONE = Duration.ofMillis(1);

  /** Answers nobody before so many have asked. */
  private static final class Reluctant implements Function<String, CompletionStage<String>> {
    private final int atLeast;
    private final List<Runnable> waiting = new ArrayList<>();
    private int most;

    Reluctant(int atLeast) {
      this.atLeast = atLeast;
    }

    @Override
    public CompletionStage<String> apply(String path) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      waiting.add(() -> answer.complete("value of " + path));
      most = Math.max(most, waiting.size());
      if (waiting.size() == atLeast) {
        waiting.forEach(Runnable::run);
        waiting.clear();
      }
      return answer;
    }
  }

  private static CompletionStage<String> failed(Exception failure) {
    return CompletableFuture.failedFuture(failure);
  }

  private static List<String> paths(int count) {
    return IntStream.range(0, count).mapToObj(n -> "/" + n).toList();
  }

  @Test
  void asManyQuestionsAreOnTheirWayAtOnceAsAllowed() throws Exception {
    Reluctant source = new Reluctant(100);

    assertThat(new PipelinedReads<>(source, 100, PATIENCE).read(paths(1_000)))
        .hasSize(1_000)
        .containsEntry("/999", "value of /999");
    assertThat(source.most).isEqualTo(100);
  }

  @Test
  void moreQuestionsThanAllowedAreNeverOnTheirWay() {
    Reluctant source = new Reluctant(100);

    ReadFailure failure =
        catchThrowableOfType(
            ReadFailure.class, () -> new PipelinedReads<>(source, 99, NONE).read(paths(200)));

    assertThat(failure.code()).isEqualTo(Code.OPERATIONTIMEOUT);
    assertThat(source.most).isEqualTo(99);
  }

  @Test
  void whatIsNotThereIsLeftOut() throws Exception {
    PipelinedReads<String> reads =
        new PipelinedReads<>(
            path ->
                path.equals("/1")
                    ? failed(new KeeperException.NoNodeException(path))
                    : CompletableFuture.completedFuture(path),
            2,
            PATIENCE);

    assertThat(reads.read(paths(3))).containsOnlyKeys("/0", "/2");
  }

  @Test
  void theFirstFailureIsTheAnswer() {
    PipelinedReads<String> reads =
        new PipelinedReads<>(path -> failed(new KeeperException.NoAuthException()), 1, PATIENCE);

    assertThatThrownBy(() -> reads.read(paths(3)))
        .isInstanceOfSatisfying(
            ReadFailure.class,
            failure -> {
              assertThat(failure.path()).isEqualTo("/0");
              assertThat(failure.code()).isEqualTo(Code.NOAUTH);
            });
  }

  @Test
  void aQuestionThatCannotBeAskedIsAFailure() {
    PipelinedReads<String> reads =
        new PipelinedReads<>(path -> failed(new IllegalStateException("closed")), 1, PATIENCE);

    assertThatThrownBy(() -> reads.read(paths(1)))
        .isInstanceOf(ReadFailure.class)
        .hasRootCauseMessage("closed");
  }
}
