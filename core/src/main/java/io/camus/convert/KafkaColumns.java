package io.camus.convert;

import io.camus.config.KafkaColumn;
import io.camus.format.RecordBuffer;
import io.camus.model.ConfigurationException;
import io.camus.spi.ConvertingDecoder;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Records with further fields at their end: partition, offset, times, key and headers. Avro's
 * encoding of a record is that of its fields in order, so the record's own bytes stay unchanged.
 * Data that are not records become the field {@code value}.
 */
public final class KafkaColumns extends ConvertingDecoder {
  /** A property of the fields, with the column's word; it tells readers what a field holds. */
  public static final String PROPERTY = "camus.column";

  /** The name of the record that data without fields become. */
  private static final String VALUE = "io.camus.Value";

  private static final Schema NO_VALUE = Schema.create(Schema.Type.NULL);
  private static final Schema BYTES = Schema.create(Schema.Type.BYTES);
  private static final Schema TIME =
      LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));

  private final List<KafkaColumn> columns;
  private final String prefix;
  private final Optional<Keys> keys;
  private final Optional<DatumType> fixed;
  private final Map<DatumType, Map<DatumType, DatumType>> types = new HashMap<>();
  private final RecordBuffer buffer = new RecordBuffer();
  private DatumType latestValue;
  private DatumType latestKey;
  private DatumType latest;

  /** Decodes keys, as values of records of their own. */
  private static final class Keys {
    private final Decoder decoder;
    private final SourceRecord record = new SourceRecord();

    Keys(Decoder decoder) {
      this.decoder = decoder;
    }

    Decoded decode(SourceRecord of) {
      return decoder.decode(
          record.set(
              of.topic(),
              of.partition(),
              of.offset(),
              of.timestampMillis(),
              null,
              of.key(),
              of::headers));
    }
  }

  /**
   * @param decoder returns Avro binary
   * @param prefix of the fields' names
   * @param keys decodes keys to Avro binary; empty: they stay bytes
   * @param fixed the schema of all results, if it is known: what {@link #added} returns, with
   *     further properties
   */
  public KafkaColumns(
      Decoder decoder,
      List<KafkaColumn> columns,
      String prefix,
      Optional<Decoder> keys,
      Optional<Schema> fixed) {
    super(decoder);
    this.columns = List.copyOf(columns);
    this.prefix = prefix;
    this.fixed = fixed.map(DatumType::of);
    this.keys = columns.contains(KafkaColumn.KEY) ? keys.map(Keys::new) : Optional.empty();
  }

  @Override
  protected Decoded convert(Datum datum, SourceRecord record, Datum to) {
    Datum key = null;
    if (keys.isPresent() && record.key() != null) {
      Decoded decoded = keys.get().decode(record);
      if (decoded instanceof Decoded.Rejected rejected) {
        return new Decoded.Rejected(rejected.cause(), "key: " + rejected.message());
      }
      key = (Datum) decoded;
    }
    buffer.clear();
    buffer.writeRaw(datum.bytes, datum.offset, datum.length);
    for (KafkaColumn column : columns) {
      switch (column) {
        case PARTITION -> buffer.writeLong(record.partition());
        case OFFSET -> buffer.writeLong(record.offset());
        case TIMESTAMP -> buffer.writeKafkaTime(record.timestampMillis());
        case KEY -> writeKey(key, record);
        case HEADERS -> buffer.writeHeaders(record.headers());
        case EVENT_TIME -> buffer.writeLong(datum.eventTimeMillis);
      }
    }
    DatumType type = fixed.isPresent() ? fixed.get() : type(datum.type, key);
    return set(to, type, buffer.array(), buffer.length());
  }

  private void writeKey(Datum key, SourceRecord record) {
    if (keys.isEmpty() || record.key() == null) {
      buffer.writeNullableBytes(record.key());
    } else {
      buffer.writeLong(1);
      buffer.writeRaw(key.bytes, key.offset, key.length);
    }
  }

  /**
   * The schema of a record with these columns, if keys stay bytes.
   *
   * @param value the schema of the record itself
   * @throws ConfigurationException if they cannot be added
   */
  public Schema added(Schema value) {
    return extended(DatumType.of(value), Optional.empty()).schema().orElseThrow();
  }

  /** The schema of the records themselves, given that of a file: without columns. */
  public static Schema removed(Schema file) {
    if (file.getType() != Schema.Type.RECORD
        || file.getFields().stream().noneMatch(KafkaColumns::isColumn)) {
      return file;
    }
    List<Schema.Field> fields = new ArrayList<>();
    file.getFields().stream()
        .filter(field -> !isColumn(field))
        .forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    if (file.getFullName().equals(VALUE) && fields.size() == 1) {
      return fields.get(0).schema();
    }
    Schema record =
        Schema.createRecord(
            file.getName(), file.getDoc(), file.getNamespace(), file.isError(), fields);
    record.addAllProps(file);
    file.getAliases().forEach(record::addAlias);
    return record;
  }

  private static boolean isColumn(Schema.Field field) {
    return field.getProp(PROPERTY) != null;
  }

  /** A record without a key has the type of the key before it, which saves a file. */
  private DatumType type(DatumType value, Datum key) {
    DatumType ofKey = key == null ? latestKey : key.type;
    if (value != latestValue || ofKey != latestKey || latest == null) {
      latest =
          types
              .computeIfAbsent(value, it -> new HashMap<>())
              .computeIfAbsent(ofKey, it -> extended(value, Optional.ofNullable(it)));
      latestValue = value;
      latestKey = ofKey;
    }
    return latest;
  }

  private DatumType extended(DatumType value, Optional<DatumType> key) {
    Schema schema = value.schema().orElseThrow();
    Schema ofKeys = key.flatMap(DatumType::schema).orElse(BYTES);
    if (ofKeys.getType() == Schema.Type.UNION) {
      throw refused("keys that are a union cannot become a column; leave out key");
    }
    List<Schema.Field> fields = new ArrayList<>();
    if (schema.getType() == Schema.Type.RECORD) {
      schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    } else {
      fields.add(new Schema.Field("value", schema));
    }
    for (KafkaColumn column : columns) {
      String name = prefix + column.word();
      if (fields.stream().anyMatch(field -> field.name().equals(name))) {
        throw refused(
            "the schema has a field " + name + "; set another camus.output.columns.prefix");
      }
      Schema.Field field = new Schema.Field(name, schema(column, ofKeys));
      field.addProp(PROPERTY, column.word());
      fields.add(field);
    }
    return new DatumType(Optional.of(record(schema, fields)), value.metadata());
  }

  private static Schema schema(KafkaColumn column, Schema ofKeys) {
    return switch (column) {
      case PARTITION -> Schema.create(Schema.Type.INT);
      case OFFSET -> Schema.create(Schema.Type.LONG);
      case TIMESTAMP -> Schema.createUnion(NO_VALUE, TIME);
      case KEY -> Schema.createUnion(NO_VALUE, ofKeys);
      case HEADERS -> new Schema.Parser().parse(RecordBuffer.HEADERS_SCHEMA);
      case EVENT_TIME -> TIME;
    };
  }

  /** A record like another one, with other fields. */
  private static Schema record(Schema like, List<Schema.Field> fields) {
    boolean isRecord = like.getType() == Schema.Type.RECORD;
    Schema record =
        isRecord
            ? Schema.createRecord(
                like.getName(), like.getDoc(), like.getNamespace(), like.isError(), fields)
            : Schema.createRecord(VALUE, null, null, false, fields);
    if (isRecord) {
      record.addAllProps(like);
      like.getAliases().forEach(record::addAlias);
    }
    if (!isWhatItsTextSays(record)) {
      throw refused(
          String.format(
              Locale.ROOT,
              "columns cannot be added to the schema %s, because it holds itself, or because key"
                  + " and value have different types with one name; remove camus.output.columns for"
                  + " this topic",
              like.getFullName()));
    }
    return record;
  }

  /** In a schema's text a name stands for one type; in ours it may stand for two. */
  private static boolean isWhatItsTextSays(Schema record) {
    try {
      Schema parsed = new Schema.Parser().parse(record.toString());
      return record.getFields().stream()
          .allMatch(field -> parsed.getField(field.name()).schema().equals(field.schema()));
    } catch (SchemaParseException e) {
      return false;
    }
  }

  private static ConfigurationException refused(String why) {
    return new ConfigurationException("camus.output.columns: " + why);
  }
}
