package io.camus.cli.html;

import io.camus.cli.report.FileRow;
import io.camus.cli.report.Files;
import io.camus.report.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Files by topic. Directories are given once, and a name that begins with its topic begins with
 * {@code *} instead; that is no character of a topic's name.
 */
final class FileData {
  private final Function<String, Object> topics;
  private final Map<String, Integer> directories = new LinkedHashMap<>();
  private final Map<String, List<Object>> byTopic = new LinkedHashMap<>();

  FileData(Function<String, Object> topics) {
    this.topics = topics;
  }

  Json of(Files files) {
    for (FileRow file : files.rows()) {
      byTopic.computeIfAbsent(file.topic(), topic -> new ArrayList<>()).add(row(file));
    }
    List<Object> all = new ArrayList<>();
    byTopic.forEach((topic, rows) -> all.add(Arrays.asList(topics.apply(topic), rows)));
    return new Json()
        .put("directories", List.copyOf(directories.keySet()))
        .put("omitted", PageData.omitted(files.omitted()))
        .put("topics", all);
  }

  static Json sizes(Files files) {
    return new Json()
        .put("count", files.count())
        .put("records", files.records())
        .put("bytes", files.bytes())
        .put(
            "sizes",
            files.sizes().stream()
                .map(it -> List.of(it.fromBytes(), it.toBytes(), it.files(), it.bytes()))
                .toList());
  }

  private List<Object> row(FileRow file) {
    Integer directory = directories.computeIfAbsent(file.directory(), it -> directories.size());
    String name =
        file.name().startsWith(file.topic() + "+")
            ? "*" + file.name().substring(file.topic().length())
            : file.name();
    return Arrays.asList(
        file.hour(),
        directory,
        name,
        file.partitions(),
        file.records(),
        file.bytes(),
        file.commit(),
        file.published() ? 1 : 0);
  }
}
