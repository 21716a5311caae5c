package io.camus.it.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What every contender took on one workload, round by round. */
final class Results {
  private final Map<String, List<Result>> byContender = new LinkedHashMap<>();

  void add(String contender, Result result) {
    byContender.computeIfAbsent(contender, name -> new ArrayList<>()).add(result);
  }

  List<String> contenders() {
    return List.copyOf(byContender.keySet());
  }

  /** The median over all rounds. */
  double median(String contender, ToDoubleFunction<Result> figure) {
    return median(byContender.get(contender).stream().mapToDouble(figure).toArray());
  }

  /**
   * The median of the ratios to another contender in the same round.
   *
   * @param base the other one; it took part in each round
   */
  double medianRatio(String contender, String base, ToDoubleFunction<Result> figure) {
    List<Result> own = byContender.get(contender);
    List<Result> others = byContender.get(base);
    double[] ratios = new double[own.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] =
          figure.applyAsDouble(own.get(round)) / figure.applyAsDouble(others.get(round));
    }
    return median(ratios);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
