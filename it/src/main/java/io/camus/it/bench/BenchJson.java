package io.camus.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** All figures of a benchmark as one JSON document: each round, and what the table shows. */
final class BenchJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private BenchJson() {}

  static String of(Machine machine, List<Results> all) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.set("machine", MAPPER.valueToTree(machine));
    ArrayNode workloads = root.putArray("workloads");
    for (Results results : all) {
      Loaded topic = results.topic();
      ObjectNode node = workloads.addObject();
      node.put("name", topic.workload().name());
      node.put("about", topic.workload().about());
      node.put("messages", topic.workload().messages());
      node.put("partitions", topic.workload().partitions());
      node.put("valueBytes", topic.bytes());
      ArrayNode contenders = node.putArray("contenders");
      results.contenders().forEach(name -> describe(contenders.addObject(), name, results));
    }
    return MAPPER.writeValueAsString(root);
  }

  private static void describe(ObjectNode node, String name, Results results) {
    long messages = results.topic().workload().messages();
    node.put("name", name);
    ObjectNode medians = node.putObject("medians");
    medians.put(
        "messagesPerSecond",
        results.median(name, result -> messages / result.usage().wallSeconds()));
    medians.put("wallSeconds", results.median(name, result -> result.usage().wallSeconds()));
    medians.put("cpuSeconds", results.median(name, result -> result.usage().cpuSeconds()));
    medians.put("peakBytes", results.median(name, result -> result.usage().peakBytes()));
    medians.put("dataBytes", results.median(name, Result::bytes));
    medians.put("files", results.median(name, Result::files));
    medians.put("cpuRatio", results.medianRatio(name, result -> result.usage().cpuSeconds()));
    medians.put("wallRatio", results.medianRatio(name, result -> result.usage().wallSeconds()));
    Profile profile = results.profiles().get(name);
    if (profile != null) {
      ObjectNode seconds = node.putObject("profileSeconds");
      profile
          .seconds()
          .forEach((stage, of) -> seconds.put(stage.name().toLowerCase(Locale.ROOT), of));
      seconds.put("virtual_machine", profile.virtualMachine());
    }
    ArrayNode rounds = node.putArray("rounds");
    for (Result result : results.rounds(name)) {
      ObjectNode round = rounds.addObject();
      round.put("wallSeconds", result.usage().wallSeconds());
      round.put("cpuSeconds", result.usage().cpuSeconds());
      round.put("peakBytes", result.usage().peakBytes());
      round.put("dataBytes", result.bytes());
      round.put("files", result.files());
    }
  }
}
