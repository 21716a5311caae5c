package io.camus.it.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The results of all contenders for one workload, by round. */
final class Results {
  private final Loaded topic;
  private final Map<String, List<Result>> byContender = new LinkedHashMap<>();
  private final Map<String, Profile> profiles = new LinkedHashMap<>();

  Results(Loaded topic) {
    this.topic = topic;
  }

  void add(String contender, Result result) {
    byContender.computeIfAbsent(contender, name -> new ArrayList<>()).add(result);
  }

  void add(String contender, Profile profile) {
    profiles.put(contender, profile);
  }

  /** The recorded run of each contender that was recorded. */
  Map<String, Profile> profiles() {
    return Collections.unmodifiableMap(profiles);
  }

  Loaded topic() {
    return topic;
  }

  /** Names, in the order of their first results. */
  List<String> contenders() {
    return List.copyOf(byContender.keySet());
  }

  /** The results of a contender, by round. */
  List<Result> rounds(String contender) {
    return List.copyOf(byContender.get(contender));
  }

  /** The median over all rounds. */
  double median(String contender, ToDoubleFunction<Result> figure) {
    return median(byContender.get(contender).stream().mapToDouble(figure).toArray());
  }

  /** The median of the ratios to the contender that came first, in the same round. */
  double medianRatio(String contender, ToDoubleFunction<Result> figure) {
    List<Result> own = byContender.get(contender);
    List<Result> first = byContender.values().iterator().next();
    double[] ratios = new double[own.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = figure.applyAsDouble(own.get(round)) / figure.applyAsDouble(first.get(round));
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
