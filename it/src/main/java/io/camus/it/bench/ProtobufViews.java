package io.camus.it.bench;

import com.google.protobuf.CodedOutputStream;
import io.camus.it.registry.RegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** {@link PageViews} as Protobuf in the registry's wire format. */
final class ProtobufViews implements Payload {
  private static final String PROTO =
      """
      syntax = "proto3";
      package bench;
      message PageView {
        Header header = 1;
        int64 memberId = 2;
        string sessionId = 3;
        string pageKey = 4;
        string url = 5;
        optional string referrer = 6;
        string userAgent = 7;
        string locale = 8;
        optional string campaign = 9;
        int32 status = 10;
        int32 renderMillis = 11;
        int64 bytes = 12;
        bool mobile = 13;
        optional double scrollDepth = 14;
        optional int64 experimentId = 15;
        message Header {
          int64 time = 1;
          string server = 2;
          string service = 3;
        }
      }
      """;

  private final PageViews views = new PageViews();
  private final DatumReading reading = new DatumReading(PageViews.SCHEMA);
  private long content;

  @Override
  public Form form() {
    return Form.PROTOBUF;
  }

  @Override
  public int register(RegistryClient registry, String topic) {
    return registry.register(topic + "-value", "PROTOBUF", PROTO, Map.of());
  }

  @Override
  public byte[] next(long eventMillis, int schemaId, RandomGenerator random) {
    GenericRecord view = reading.read(views.next(eventMillis, schemaId, random));
    content = RecordHash.of(view);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(schemaId >>> shift);
    }
    out.write(0); // the first message
    out.writeBytes(message(view));
    return out.toByteArray();
  }

  @Override
  public long content(byte[] last) {
    return content;
  }

  /** A field's number is its place in the record, from 1. */
  private static byte[] message(GenericRecord datum) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodedOutputStream to = CodedOutputStream.newInstance(out);
    try {
      for (Schema.Field field : datum.getSchema().getFields()) {
        write(to, field.pos() + 1, datum.get(field.pos()));
      }
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(CodedOutputStream to, int number, Object value) throws IOException {
    if (value instanceof GenericRecord inner) {
      to.writeByteArray(number, message(inner));
    } else if (value instanceof Integer || value instanceof Long) {
      to.writeInt64(number, ((Number) value).longValue());
    } else if (value instanceof Double real) {
      to.writeDouble(number, real);
    } else if (value instanceof Boolean bit) {
      to.writeBool(number, bit);
    } else if (value != null) {
      to.writeString(number, value.toString());
    }
  }
}
