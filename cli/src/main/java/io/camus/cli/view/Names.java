package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Partitions that share a remark, which is shown once. */
final class Names {
  private Names() {}

  static void add(Map<String, List<String>> remarks, String remark, TopicPartition partition) {
    remarks.computeIfAbsent(remark, key -> new ArrayList<>()).add(partition.toString());
  }

  /** The first names, and how many more there are. */
  static String some(List<String> names, int most) {
    String more = names.size() > most ? " and " + count(names.size() - most) + " more" : "";
    return String.join(", ", names.subList(0, Math.min(most, names.size()))) + more;
  }
}
