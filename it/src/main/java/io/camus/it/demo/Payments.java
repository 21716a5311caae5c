package io.camus.it.demo;

import java.util.List;
import org.apache.avro.Schema;

/** Payments with their lines: nested records, arrays, maps. Event time is {@code header.time}. */
final class Payments implements Feed {
  private static final List<Schema> VERSIONS = Feed.twoVersions("payment");
  private static final String[] METHODS = {"card", "transfer", "voucher"};

  @Override
  public String topic() {
    return "payments";
  }

  @Override
  public int percent() {
    return 10;
  }

  @Override
  public List<Schema> versions() {
    return VERSIONS;
  }

  @Override
  public Message next(Moment moment, Bytes bytes) {
    String account = "acc-" + moment.skewed(50_000);
    bytes.wire(moment.schemaId()).number(moment.eventMillis());
    bytes.text("pay-" + moment.even(3) + ".example").text("checkout");
    bytes.text("p-" + Long.toHexString(moment.random().nextLong())).text(account);
    bytes.number(99L + moment.skewed(90_000)).number(moment.even(4));
    int lines = 1 + moment.skewed(6);
    bytes.number(lines);
    for (int i = 0; i < lines; i++) {
      bytes.text("item-" + moment.skewed(30_000)).number(1 + moment.skewed(5));
    }
    bytes.number(0);
    if (moment.version() == 2) {
      bytes.number(1).text("method").text(moment.oneOf(METHODS)).number(0);
    }
    return new Message(account, bytes.toArray());
  }
}
