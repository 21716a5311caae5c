package io.camus.it.demo;

import java.util.List;
import org.apache.avro.Schema;

/** Clicks on advertisements; the topic with a dot. Event time is {@code header.time}. */
final class AdClicks implements Feed {
  private static final List<Schema> VERSIONS = Feed.twoVersions("ad-click");

  @Override
  public String topic() {
    return "ad.clicks";
  }

  @Override
  public int percent() {
    return 15;
  }

  @Override
  public List<Schema> versions() {
    return VERSIONS;
  }

  @Override
  public Message next(Moment moment, Bytes bytes) {
    String user = "u" + (100_000 + moment.skewed(200_000));
    bytes.wire(moment.schemaId()).number(moment.eventMillis());
    bytes.text("ads-" + moment.even(6) + ".example").text("ad-server");
    bytes.number(moment.skewed(400)).text(user).number(moment.even(8));
    bytes.number(10_000L + moment.skewed(900_000));
    if (moment.version() == 2) {
      if (moment.even(4) == 0) {
        bytes.number(1).text("blue-button");
      } else {
        bytes.number(0);
      }
    }
    return new Message(user, bytes.toArray());
  }
}
