package io.camus.it.demo;

import java.util.List;
import org.apache.avro.Schema;

/** What the devices in the shops measure. Event time is {@code timestamp}. */
final class DeviceMetrics implements Feed {
  private static final List<Schema> VERSIONS = Feed.twoVersions("device-metric");

  @Override
  public String topic() {
    return "device-metrics";
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
    String device = "dev-" + moment.even(2_000);
    bytes.wire(moment.schemaId()).number(moment.eventMillis()).text(device);
    bytes.real(18 + moment.random().nextGaussian() * 4).real(moment.random().nextFloat());
    if (moment.version() == 2) {
      bytes.text("4." + moment.even(7)).truth(moment.even(5) == 0);
    }
    return new Message(device, bytes.toArray());
  }
}
