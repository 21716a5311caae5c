package io.camus.setup;

/**
 * A Kafka cluster as the setup stage sees it, by what is asked of it. Each part may be another view
 * of the cluster, which tells less than the brokers do.
 *
 * @param list which topics there are
 * @param offsets where their partitions begin and end
 * @param details what else the brokers tell
 * @param closing frees what the parts hold
 */
public record TopicCatalog(TopicList list, LogOffsets offsets, LogDetails details, Runnable closing)
    implements AutoCloseable {

  /** One object that answers everything. */
  public static <C extends TopicList & LogOffsets & LogDetails> TopicCatalog of(
      C cluster, Runnable closing) {
    return new TopicCatalog(cluster, cluster, cluster, closing);
  }

  @Override
  public void close() {
    closing.run();
  }
}
