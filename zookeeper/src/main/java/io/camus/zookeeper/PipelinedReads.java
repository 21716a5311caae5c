package io.camus.zookeeper;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;

/**
 * Pipelined reads of many nodes, with a limited number in flight, to avoid one round trip per node.
 * A server answers in request order.
 *
 * @param source requests one node asynchronously; fails with a {@link KeeperException}
 * @param atOnce maximum number in flight
 * @param patience how long to wait for the next answer
 * @param <T> the result of a read
 */
record PipelinedReads<T>(
    Function<String, CompletionStage<T>> source, int atOnce, Duration patience) {

  private record Question<T>(String path, CompletionStage<T> answer) {}

  /**
   * Reads nodes.
   *
   * @return the results by path, without missing nodes
   * @throws ReadFailure for the first node that cannot be read
   */
  Map<String, T> read(Collection<String> paths) throws ReadFailure, InterruptedException {
    Map<String, T> values = new HashMap<>();
    Queue<Question<T>> asked = new ArrayDeque<>();
    for (String path : paths) {
      if (asked.size() == atOnce) {
        await(asked.remove(), values);
      }
      asked.add(new Question<>(path, source.apply(path)));
    }
    for (Question<T> question : asked) {
      await(question, values);
    }
    return values;
  }

  private void await(Question<T> question, Map<String, T> values)
      throws ReadFailure, InterruptedException {
    try {
      values.put(
          question.path(),
          question.answer().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new ReadFailure(question.path(), Code.OPERATIONTIMEOUT, e);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof KeeperException failure)) {
        throw new ReadFailure(question.path(), Code.SYSTEMERROR, e.getCause());
      }
      if (failure.code() != Code.NONODE) {
        throw new ReadFailure(question.path(), failure.code(), failure);
      }
    }
  }
}
