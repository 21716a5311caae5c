package io.camus.setup;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.LongStream;

/**
 * Distributes weights over tasks, each to the least loaded task.
 *
 * <p>With the largest weights first, the fullest task gets at most 4/3 of the optimum (R. L.
 * Graham, Bounds on Multiprocessing Timing Anomalies, 1969).
 */
final class Balance {
  private final int[] taskOf;
  private final long[] loads;

  private Balance(int[] taskOf, long[] loads) {
    this.taskOf = taskOf;
    this.loads = loads;
  }

  private record Load(int task, long sum) {}

  /**
   * The distribution.
   *
   * @param weights the weights, at least 0 each, the largest first
   * @param tasks the number of tasks, at least 1
   */
  static Balance of(long[] weights, int tasks) {
    PriorityQueue<Load> least =
        new PriorityQueue<>(Comparator.comparingLong(Load::sum).thenComparingInt(Load::task));
    for (int task = 0; task < tasks; task++) {
      least.add(new Load(task, 0));
    }
    int[] taskOf = new int[weights.length];
    long[] loads = new long[tasks];
    for (int i = 0; i < weights.length; i++) {
      Load load = least.remove();
      taskOf[i] = load.task();
      loads[load.task()] = sum(load.sum(), weights[i]);
      least.add(new Load(load.task(), loads[load.task()]));
    }
    return new Balance(taskOf, loads);
  }

  /** The task of a weight, by index of the weight. */
  int task(int weight) {
    return taskOf[weight];
  }

  /** The load of a task. */
  long load(int task) {
    return loads[task];
  }

  /** The largest load of a task. */
  long fullest() {
    return LongStream.of(loads).max().orElse(0);
  }

  /** Saturating addition. */
  static long sum(long left, long right) {
    long sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
