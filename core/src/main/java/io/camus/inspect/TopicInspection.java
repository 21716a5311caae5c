package io.camus.inspect;

import io.camus.config.Providers;
import io.camus.config.SchemaIdFormat;
import io.camus.inspect.TopicReport.Sizes;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Reports on samples of topics. For one thread. */
public final class TopicInspection {
  private static final int REMARKS = 3;

  private final SampleDecoders decoders;
  private final ContentReader contents;
  private final Providers installed;

  /**
   * @param registry where schemas come from, if anywhere
   * @param zone the zone of times with neither offset nor zone
   * @param installed the decoders that can be proposed are among them
   */
  public TopicInspection(Optional<AskedRegistry> registry, ZoneId zone, Providers installed) {
    this.decoders = new SampleDecoders(registry, zone);
    this.contents = new ContentReader(decoders);
    this.installed = installed;
  }

  /** The report on a sample. */
  public TopicReport report(TopicSample sample) {
    Map<ContentKind, List<SampledRecord>> byKind = new EnumMap<>(ContentKind.class);
    Map<ContentKind, Long> keys = new EnumMap<>(ContentKind.class);
    SortedMap<String, Long> headers = new TreeMap<>();
    Set<SchemaMark> schemas = new TreeSet<>();
    Set<Schema> avro = new LinkedHashSet<>();
    Set<String> remarks = new LinkedHashSet<>();
    List<Content> all = sample.records().stream().map(contents::value).toList();
    SchemaIdFormat ids = usual(all);
    for (int i = 0; i < all.size(); i++) {
      SampledRecord record = sample.records().get(i);
      Content value = all.get(i);
      byKind.computeIfAbsent(value.kindAmong(ids), it -> new ArrayList<>()).add(record);
      value.schema().ifPresent(schemas::add);
      value.avro().ifPresent(avro::add);
      if (!value.remark().isEmpty() && remarks.size() < REMARKS) {
        remarks.add(value.remark());
      }
      Content key = contents.key(record);
      keys.merge(key.kind(), 1L, Long::sum);
      key.schema().ifPresent(schemas::add);
      record.headers().keySet().forEach(name -> headers.merge(name, 1L, Long::sum));
    }
    Map<ContentKind, Long> values = new EnumMap<>(ContentKind.class);
    byKind.forEach((kind, records) -> values.put(kind, (long) records.size()));
    List<TimeField> times = times(byKind, avro, ids);
    long broken =
        byKind.getOrDefault(ContentKind.TEXT, List.of()).stream()
            .filter(TopicInspection::hasLineBreak)
            .count();
    return new TopicReport(
        sample,
        values,
        keys,
        headers,
        schemas,
        List.copyOf(remarks),
        sizes(sample.records()),
        broken,
        times,
        new Judgement(installed, sample, values, schemas, ids, times, broken).proposal());
  }

  /** Where most Avro values have their ids. */
  private static SchemaIdFormat usual(List<Content> values) {
    Map<SchemaIdFormat, Long> counts =
        values.stream()
            .filter(value -> value.kind() == ContentKind.AVRO)
            .collect(Collectors.groupingBy(Content::ids, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(SchemaIdFormat.REGISTRY);
  }

  private List<TimeField> times(
      Map<ContentKind, List<SampledRecord>> byKind,
      Collection<Schema> schemas,
      SchemaIdFormat ids) {
    List<SampledRecord> json = byKind.getOrDefault(ContentKind.JSON, List.of());
    List<SampledRecord> avro = byKind.getOrDefault(ContentKind.AVRO, List.of());
    if (json.isEmpty() && avro.isEmpty()) {
      return List.of();
    }
    return json.size() > avro.size()
        ? new TimeFields(decoders, ContentKind.JSON, json).among(FieldSurvey.ofJson(json))
        : new TimeFields(decoders.with(ids), ContentKind.AVRO, avro)
            .among(FieldSurvey.ofAvro(schemas));
  }

  private static boolean hasLineBreak(SampledRecord record) {
    ByteBuffer bytes = record.value().orElseThrow();
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      if (bytes.get(i) == '\n' || bytes.get(i) == '\r') {
        return true;
      }
    }
    return false;
  }

  private static Optional<Sizes> sizes(List<SampledRecord> records) {
    int[] sizes =
        records.stream()
            .filter(record -> record.value().isPresent())
            .mapToInt(SampledRecord::valueBytes)
            .sorted()
            .toArray();
    return sizes.length == 0
        ? Optional.empty()
        : Optional.of(new Sizes(sizes[0], sizes[sizes.length / 2], sizes[sizes.length - 1]));
  }
}
