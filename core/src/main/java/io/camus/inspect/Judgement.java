package io.camus.inspect;

import io.camus.config.DecodingSettings;
import io.camus.config.Key;
import io.camus.config.Providers;
import io.camus.config.SchemaIdFormat;
import io.camus.inspect.Proposal.Setting;
import io.camus.inspect.TimeField.Doubt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Proposes settings for a topic. No proposal loses data: records that a decoder rejects become dead
 * letters, and {@code bytes} rejects none.
 *
 * @param installed the decoders that can be proposed are among them
 * @param values how many of the sampled values are of each kind
 * @param ids where most Avro values have the ids of their schemas
 * @param times fields that hold moments, the likeliest event time first
 * @param withLineBreaks how many of the texts have line breaks
 */
record Judgement(
    Providers installed,
    TopicSample sample,
    Map<ContentKind, Long> values,
    Collection<SchemaMark> schemas,
    SchemaIdFormat ids,
    List<TimeField> times,
    long withLineBreaks) {
  /** With a larger share, other records count as a normal part of the topic. */
  private static final double FEW = 0.02;

  /** Maximum number of schemas in a sentence. */
  private static final int NAMED = 3;

  private static final String ELSEWHERE =
      "; if the event time is in none of the usual fields, set camus.message.timestamp.field";

  private static final String WHEN_IT_HAS_SOME = "; inspect it again once it has some";

  Proposal proposal() {
    long there = count(ContentKind::isThere);
    if (sample.topic().startsWith("_")) {
      return Proposal.leaveOut("names that begin with _ are used by tools for Kafka");
    } else if (sample.records().isEmpty()) {
      return Proposal.leaveOut(
          sample.gap().orElse("it has no records")
              + (sample.gap().isEmpty() ? WHEN_IT_HAS_SOME : ""));
    } else if (there == 0) {
      return proposal(ProposedDecoder.BYTES, "all sampled values are null");
    }
    ContentKind main =
        values.entrySet().stream()
            .filter(entry -> entry.getKey().isThere())
            .max(Comparator.comparingLong(Map.Entry::getValue))
            .orElseThrow()
            .getKey();
    long others = there - values.get(main);
    if (main == ContentKind.AVRO && others <= there * FEW) {
      return proposal(ProposedDecoder.AVRO, allAre(main, others, there) + ", " + schemaIds());
    } else if (main == ContentKind.JSON && others <= there * FEW) {
      return proposal(ProposedDecoder.JSON, allAre(main, others, there));
    } else if (others <= there * FEW && registered(main).isPresent()) {
      return proposal(registered(main).get(), allAre(main, others, there) + ELSEWHERE);
    } else if (count(ContentKind::isText) == there) {
      return proposal(ProposedDecoder.TEXT, text(there));
    }
    return proposal(ProposedDecoder.BYTES, whyBytes(main, others));
  }

  /** The decoder of values with a schema that is not Avro, if it is installed. */
  private Optional<ProposedDecoder> registered(ContentKind kind) {
    return Optional.ofNullable(
            switch (kind) {
              case PROTOBUF -> ProposedDecoder.PROTOBUF;
              case JSON_SCHEMA -> ProposedDecoder.JSON_SCHEMA;
              default -> null;
            })
        .filter(decoder -> decoder.isIn(installed));
  }

  private long count(Predicate<ContentKind> which) {
    return values.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static String allAre(ContentKind kind, long others, long there) {
    return others == 0
        ? "values are " + kind.words()
        : String.format(
            Locale.ROOT, "%,d of %,d values are %s", there - others, there, kind.words());
  }

  private String schemaIds() {
    List<SchemaMark> known =
        schemas.stream().filter(mark -> mark.known() && !mark.place().contains("key")).toList();
    String ids = known.stream().limit(NAMED).map(SchemaMark::id).collect(Collectors.joining(", "));
    return (known.size() == 1 ? "schema id " : "schema ids ")
        + ids
        + (known.size() > NAMED ? ", ..." : "")
        + " of the registry";
  }

  private String text(long there) {
    long json = values.getOrDefault(ContentKind.JSON, 0L);
    String what =
        json == 0
            ? "values are " + ContentKind.TEXT.words()
            : String.format(
                Locale.ROOT, "values are text, and only %,d of %,d are JSON objects", json, there);
    return withLineBreaks == 0
        ? what
        : what
            + String.format(
                Locale.ROOT,
                "; %,d of %,d have line breaks, which are escaped in the files",
                withLineBreaks,
                there);
  }

  private String whyBytes(ContentKind main, long others) {
    if (others > 0 && main != ContentKind.AVRO_WITHOUT_SCHEMA) {
      return "values are of several kinds ("
          + values.entrySet().stream()
              .filter(entry -> entry.getKey().isThere())
              .map(
                  entry ->
                      String.format(
                          Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey().words()))
              .collect(Collectors.joining(", "))
          + "); bytes keeps all of them";
    }
    return switch (main) {
      case AVRO_WITHOUT_SCHEMA ->
          "the registry has no schema for "
              + unknownIds()
              + "; set etl.schema.registry.url to the producers' registry and inspect again";
      case REGISTRY_NOT_ASKED ->
          "values look like the Confluent wire format ("
              + unknownIds()
              + "), but "
              + schemas.stream().findFirst().map(SchemaMark::remark).orElse("")
              + "; set etl.schema.registry.url to a registry that responds and inspect again";
      case AVRO_DAMAGED -> "values are in the wire format, but do not match their schema";
      case AVRO_LONG_ID ->
          "values are Avro with an 8-byte schema id: set "
              + decoderOf("apicurio-global-id")
              + ", or apicurio-content-id; bytes keeps the whole value";
      case AVRO_HEADER_ID ->
          "the schema id is in the "
              + schemas.stream()
                  .map(SchemaMark::place)
                  .filter(place -> place.startsWith("header"))
                  .findFirst()
                  .orElse("header")
              + ": set "
              + decoderOf("header")
              + "; bytes keeps value and headers";
      case PROTOBUF ->
          "values are " + main.words() + "; bytes keeps them unchanged, protobuf converts them";
      case JSON_SCHEMA ->
          "values are " + main.words() + "; bytes keeps them unchanged, json-schema checks them";
      default -> "values are neither Avro, JSON nor text";
    };
  }

  /** The settings for Avro whose schema ids are elsewhere. */
  private String decoderOf(String ids) {
    return String.format(
        Locale.ROOT,
        "%s.%s=avro and %s.%s=%s",
        DecodingSettings.DECODER.name(),
        sample.topic(),
        DecodingSettings.SCHEMA_ID.name(),
        sample.topic(),
        ids);
  }

  private String unknownIds() {
    List<String> ids =
        schemas.stream()
            .filter(mark -> !mark.known() && mark.place().equals("value"))
            .map(SchemaMark::id)
            .toList();
    return (ids.size() == 1 ? "schema id " : "schema ids ")
        + String.join(", ", ids.subList(0, Math.min(NAMED, ids.size())))
        + (ids.size() > NAMED ? ", ..." : "");
  }

  private Proposal proposal(ProposedDecoder decoder, String reason) {
    List<Setting> settings = new ArrayList<>();
    settings.add(setting(DecodingSettings.DECODER, decoder.word(), reason));
    if (decoder == ProposedDecoder.AVRO && ids != SchemaIdFormat.REGISTRY) {
      settings.add(setting(DecodingSettings.SCHEMA_ID, word(ids), whereIdsAre()));
    }
    if (decoder.hasFields()) {
      eventTime(settings);
    }
    if (decoder != ProposedDecoder.BYTES) {
      nullValues(settings);
      budgets(decoder, settings);
    }
    return new Proposal(Optional.of(decoder), reason, settings);
  }

  private static String word(SchemaIdFormat ids) {
    return ids.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String whereIdsAre() {
    return ids == SchemaIdFormat.HEADER
        ? "the schema id is in a record header"
        : "the schema id has 8 bytes, as Apicurio's serializers write it";
  }

  private Setting setting(Key<?> key, String value, String reason) {
    return new Setting(key.name() + "." + sample.topic(), value, reason);
  }

  private void eventTime(List<Setting> settings) {
    Optional<TimeField> field = times.stream().filter(TimeField::isProposable).findFirst();
    if (field.isEmpty()) {
      settings.add(setting(DecodingSettings.TIMESTAMP_FIELD, "", whyKafkaTime()));
      return;
    }
    settings.add(setting(DecodingSettings.TIMESTAMP_FIELD, field.get().path(), why(field.get())));
    if (field.get().unit().isEmpty()) {
      settings.add(setting(DecodingSettings.TIMESTAMP_FORMAT, field.get().format(), ""));
    }
  }

  private static String why(TimeField field) {
    String unit = field.unit().isEmpty() ? "" : "; the schema says " + field.unit();
    String days = field.doubt() == Doubt.NONE ? "" : "; it " + field.doubt().words();
    return String.format(
        Locale.ROOT,
        "event times %s .. %s, %s%s%s",
        field.first(),
        field.last(),
        field.distance(),
        unit,
        days);
  }

  private String whyKafkaTime() {
    if (times.isEmpty()) {
      return "no field contains a time, so Kafka's timestamp of each record is used";
    }
    TimeField best = times.get(0);
    String why = best.doubt() == Doubt.NONE ? "is an ordinary number" : best.doubt().words();
    return "no field is a good event time ("
        + best.path()
        + " "
        + why
        + "), so Kafka's timestamp of each record is used";
  }

  private void nullValues(List<Setting> settings) {
    long nulls = values.getOrDefault(ContentKind.NONE, 0L);
    if (nulls > 0) {
      settings.add(
          setting(
              DecodingSettings.NULL_VALUE,
              "dead-letter",
              String.format(
                  Locale.ROOT,
                  "%,d of %,d records are tombstones%s: they become dead letters with their keys;"
                      + " skip omits them",
                  nulls,
                  sample.records().size(),
                  sample.isCompacted() ? " (the topic is compacted)" : "")));
    }
  }

  /** Raises the error budgets to what is usual in the sample. */
  private void budgets(ProposedDecoder decoder, List<Setting> settings) {
    long there = count(ContentKind::isThere);
    long noSchema = values.getOrDefault(ContentKind.AVRO_WITHOUT_SCHEMA, 0L);
    long bad =
        switch (decoder) {
          case AVRO -> there - values.getOrDefault(ContentKind.AVRO, 0L) - noSchema;
          case JSON -> there - values.getOrDefault(ContentKind.JSON, 0L);
          default -> 0;
        };
    budget(DecodingSettings.MAX_PERCENT_OTHER, bad, there, "cannot be decoded", settings);
    budget(
        DecodingSettings.MAX_PERCENT_SCHEMA,
        decoder == ProposedDecoder.AVRO ? noSchema : 0,
        there,
        "have no schema in the registry",
        settings);
  }

  private void budget(Key<Double> key, long bad, long there, String what, List<Setting> settings) {
    if (bad > 0) {
      settings.add(
          setting(
              key,
              Integer.toString((int) Math.max(1, Math.ceil(bad * 200.0 / there))),
              String.format(
                  Locale.ROOT,
                  "percent; %,d of %,d sampled values %s and become dead letters",
                  bad,
                  there,
                  what)));
    }
  }
}
