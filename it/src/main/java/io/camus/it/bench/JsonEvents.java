package io.camus.it.bench;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** JSON objects of about 1 KB. */
final class JsonEvents implements Payload {
  private static final int ATTRIBUTES = 16;

  @Override
  public Form form() {
    return Form.JSON;
  }

  @Override
  public byte[] next(long eventMillis, int schemaId, RandomGenerator random) {
    StringBuilder json = new StringBuilder(1_100);
    json.append("{\"at\":").append(eventMillis);
    json.append(",\"server\":\"app-").append(random.nextInt(40)).append(".example.com\"");
    json.append(",\"service\":\"frontend\",\"message\":\"GET /products/category-");
    json.append(random.nextInt(60)).append("/item-").append(random.nextInt(9_000));
    json.append(" took ").append(random.nextInt(900)).append(" ms\",\"attributes\":{");
    for (int i = 0; i < ATTRIBUTES; i++) {
      json.append(i == 0 ? "" : ",").append("\"attribute-number-").append(i).append("\":\"");
      json.append(Long.toHexString(random.nextLong())).append("-value-of-it\"");
    }
    return json.append("}}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
