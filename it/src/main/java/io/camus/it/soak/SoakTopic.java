package io.camus.it.soak;

import io.camus.it.check.Form;

/** The topics of a soak. */
enum SoakTopic {
  /** Avro in the registry's wire format. */
  ORDERS("soak.orders", 4, Form.AVRO, "avro"),
  /** JSON objects. */
  CLICKS("soak.clicks", 4, Form.JSON, "json"),
  /** Lines of text. */
  LINES("soak.lines", 3, Form.TEXT, "text"),
  /** JSON objects sent in transactions, some of which are aborted. */
  PAYMENTS("soak.payments", 2, Form.JSON, "json");

  private final String topic;
  private final int partitions;
  private final Form form;
  private final String decoder;

  SoakTopic(String topic, int partitions, Form form, String decoder) {
    this.topic = topic;
    this.partitions = partitions;
    this.form = form;
    this.decoder = decoder;
  }

  String topic() {
    return topic;
  }

  int partitions() {
    return partitions;
  }

  Form form() {
    return form;
  }

  String decoder() {
    return decoder;
  }
}
