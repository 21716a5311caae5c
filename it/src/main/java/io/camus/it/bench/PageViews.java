package io.camus.it.bench;

import java.io.IOException;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;

/** Page views of about 228 bytes: 17 fields, four of them optional. */
final class PageViews extends AvroPayload {
  static final Schema SCHEMA =
      SchemaBuilder.record("PageView")
          .namespace("bench")
          .fields()
          .name("header")
          .type(
              SchemaBuilder.record("ViewHeader")
                  .namespace("bench")
                  .fields()
                  .requiredLong("time")
                  .requiredString("server")
                  .requiredString("service")
                  .endRecord())
          .noDefault()
          .requiredLong("memberId")
          .requiredString("sessionId")
          .requiredString("pageKey")
          .requiredString("url")
          .optionalString("referrer")
          .requiredString("userAgent")
          .requiredString("locale")
          .optionalString("campaign")
          .requiredInt("status")
          .requiredInt("renderMillis")
          .requiredLong("bytes")
          .requiredBoolean("mobile")
          .optionalDouble("scrollDepth")
          .optionalLong("experimentId")
          .endRecord();

  private static final String[] LOCALES = {"en_US", "de_DE", "fr_FR", "pt_BR", "ja_JP", "hi_IN"};
  private static final String[] AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/131.0 build 20260918",
    "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 Mobile",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/129.0.0.0 Safari/537"
  };

  PageViews() {
    super(SCHEMA);
  }

  @Override
  void write(BinaryEncoder to, long eventMillis, RandomGenerator random) throws IOException {
    to.writeLong(eventMillis);
    to.writeString("web-" + random.nextInt(60) + ".prod.example.com");
    to.writeString("page-frontend");
    to.writeLong(random.nextLong(1L << 40));
    to.writeString(Long.toHexString(random.nextLong()));
    to.writeString("page-" + random.nextInt(300));
    to.writeString("/in/member-" + random.nextInt(5_000_000) + "/posts/" + random.nextInt(900_000));
    optional(to, random, 2, () -> to.writeString("https://www.example.com/feed/"));
    to.writeString(AGENTS[random.nextInt(AGENTS.length)]);
    to.writeString(LOCALES[random.nextInt(LOCALES.length)]);
    optional(to, random, 5, () -> to.writeString("autumn-" + random.nextInt(30)));
    to.writeInt(random.nextInt(50) == 0 ? 500 : 200);
    to.writeInt(random.nextInt(3_000));
    to.writeLong(random.nextInt(400_000));
    to.writeBoolean(random.nextBoolean());
    optional(to, random, 2, () -> to.writeDouble(random.nextDouble()));
    optional(to, random, 3, () -> to.writeLong(random.nextInt(10_000)));
  }

  /** Writes a value in one record of {@code in}, and null in the others. */
  private static void optional(BinaryEncoder to, RandomGenerator random, int in, Value value)
      throws IOException {
    boolean there = random.nextInt(in) == 0;
    to.writeIndex(there ? 1 : 0);
    if (there) {
      value.write();
    } else {
      to.writeNull();
    }
  }

  /** Writes one value. */
  @FunctionalInterface
  private interface Value {
    void write() throws IOException;
  }
}
