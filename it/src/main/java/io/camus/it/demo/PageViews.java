package io.camus.it.demo;

import java.util.List;
import org.apache.avro.Schema;

/** What visitors look at: by far the largest topic. Event time is {@code timestamp}. */
final class PageViews implements Feed {
  private static final String[] SECTIONS = {"/", "/search", "/garden", "/kitchen", "/books"};
  private static final String[] COUNTRIES = {"DE", "FR", "US", "JP", "BR", "IN"};
  private static final List<Schema> VERSIONS = Feed.twoVersions("page-view");

  @Override
  public String topic() {
    return "page-views";
  }

  @Override
  public int percent() {
    return 40;
  }

  @Override
  public List<Schema> versions() {
    return VERSIONS;
  }

  @Override
  public Message next(Moment moment, Bytes bytes) {
    String user = "u" + (100_000 + moment.skewed(200_000));
    bytes.wire(moment.schemaId()).number(moment.eventMillis()).text(user);
    bytes.text(moment.oneOf(SECTIONS) + "/item-" + moment.skewed(30_000));
    if (moment.even(3) == 0) {
      bytes.number(1).text("https://search.example/?q=" + moment.skewed(5_000));
    } else {
      bytes.number(0);
    }
    bytes.number(200 + moment.skewed(60_000));
    if (moment.version() == 2) {
      bytes.text(moment.oneOf(COUNTRIES)).number(moment.even(3));
    }
    return new Message(user, bytes.toArray());
  }
}
