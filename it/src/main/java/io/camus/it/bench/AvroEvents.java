package io.camus.it.bench;

import java.io.IOException;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;

/** Tracking events of about 200 bytes: a header with time, server and service, then 14 fields. */
final class AvroEvents extends AvroPayload {
  static final Schema SCHEMA =
      SchemaBuilder.record("TrackingEvent")
          .namespace("bench")
          .fields()
          .name("header")
          .type(
              SchemaBuilder.record("Header")
                  .namespace("bench")
                  .fields()
                  .requiredLong("time")
                  .requiredString("server")
                  .requiredString("service")
                  .name("guid")
                  .type(SchemaBuilder.fixed("Guid").namespace("bench").size(16))
                  .noDefault()
                  .endRecord())
          .noDefault()
          .requiredString("user")
          .requiredString("session")
          .requiredString("path")
          .optionalString("referrer")
          .requiredInt("status")
          .requiredLong("bytes")
          .requiredDouble("latency")
          .requiredBoolean("mobile")
          .requiredString("country")
          .name("experiments")
          .type(SchemaBuilder.array().items().intType())
          .noDefault()
          .name("tags")
          .type(SchemaBuilder.map().values().stringType())
          .noDefault()
          .endRecord();

  private static final String[] COUNTRIES = {"DE", "FR", "US", "JP", "BR", "IN"};

  private final byte[] guid = new byte[16];

  AvroEvents() {
    super(SCHEMA);
  }

  @Override
  void write(BinaryEncoder encoder, long eventMillis, RandomGenerator random) throws IOException {
    encoder.writeLong(eventMillis);
    encoder.writeString("app-" + random.nextInt(40) + ".example.com");
    encoder.writeString("frontend");
    random.nextBytes(guid);
    encoder.writeFixed(guid);
    encoder.writeString("user-" + random.nextInt(1_000_000));
    encoder.writeString(
        Long.toHexString(random.nextLong()) + "-" + Long.toHexString(random.nextLong()));
    encoder.writeString(
        "/products/category-" + random.nextInt(60) + "/item-" + random.nextInt(9_000));
    boolean referred = random.nextInt(3) == 0;
    encoder.writeIndex(referred ? 1 : 0);
    if (referred) {
      encoder.writeString("https://search.example/?q=" + random.nextInt(5_000));
    }
    encoder.writeInt(random.nextInt(20) == 0 ? 404 : 200);
    encoder.writeLong(random.nextInt(60_000));
    encoder.writeDouble(random.nextDouble() * 1e3);
    encoder.writeBoolean(random.nextBoolean());
    encoder.writeString(COUNTRIES[random.nextInt(COUNTRIES.length)]);
    encoder.writeArrayStart();
    encoder.setItemCount(3);
    for (int i = 0; i < 3; i++) {
      encoder.startItem();
      encoder.writeInt(random.nextInt(1_000));
    }
    encoder.writeArrayEnd();
    encoder.writeMapStart();
    encoder.setItemCount(1);
    encoder.startItem();
    encoder.writeString("campaign");
    encoder.writeString("spring-" + random.nextInt(10));
    encoder.writeMapEnd();
  }
}
