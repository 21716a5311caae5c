package io.camus.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Page views as {@code camus bench} sends them: 17 fields, five of them optional. */
final class PageViews {
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

  private PageViews() {}

  /** Encoded page views. */
  static List<byte[]> of(Random random, int count) {
    List<byte[]> views = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      views.add(view(1_790_000_000_000L + i, random));
    }
    return views;
  }

  private static byte[] view(long eventMillis, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder to = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      to.writeLong(eventMillis);
      to.writeString("web-" + random.nextInt(60) + ".prod.example.com");
      to.writeString("page-frontend");
      to.writeLong(random.nextLong(1L << 40));
      to.writeString(Long.toHexString(random.nextLong()));
      to.writeString("page-" + random.nextInt(300));
      to.writeString(
          "/in/member-" + random.nextInt(5_000_000) + "/posts/" + random.nextInt(900_000));
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void optional(BinaryEncoder to, Random random, int in, Value value)
      throws IOException {
    boolean there = random.nextInt(in) == 0;
    to.writeIndex(there ? 1 : 0);
    if (there) {
      value.write();
    }
  }

  /** Writes one value. */
  @FunctionalInterface
  private interface Value {
    void write() throws IOException;
  }
}
