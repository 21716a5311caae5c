package io.camus.setup;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.LongStream;

/**
 * Shares weights out over tasks, each onto the task with the least so far.
 *
 * <p>Given the largest first, the fullest task gets at most 4/3 of what the best possible sharing
 * would give it (R. L. Graham, Bounds on Multiprocessing Timing Anomalies, 1969).
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
   * The sharing.
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

  /** The task of a weight, by the order in which the weights were given. */
  int task(int weight) {
    return taskOf[weight];
  }

  /** What a task has. */
  long load(int task) {
    return loads[task];
  }

  /** What the task has that has most. */
  long fullest() {
    return LongStream.of(loads).max().orElse(0);
  }

  /** A sum that stops at the largest number. */
  static long sum(long left, long right) {
    long sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
