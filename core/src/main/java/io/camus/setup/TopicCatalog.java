package io.camus.setup;

/**
 * The setup stage's view of a Kafka cluster, in three parts. Each part may be a restricted view of
 * the cluster.
 *
 * @param list lists the topics
 * @param offsets start and end of their partitions
 * @param details further details
 * @param closing closes the parts
 */
public record TopicCatalog(TopicList list, LogOffsets offsets, LogDetails details, Runnable closing)
    implements AutoCloseable {

  /** One object that implements all parts. */
  public static <C extends TopicList & LogOffsets & LogDetails> TopicCatalog of(
      C cluster, Runnable closing) {
    return new TopicCatalog(cluster, cluster, cluster, closing);
  }

  @Override
  public void close() {
    closing.run();
  }
}
