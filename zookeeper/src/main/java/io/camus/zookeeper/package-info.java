/**
 * Brokers and topics as Kafka's brokers register them in ZooKeeper. It is read, and nothing is ever
 * written there. {@link io.camus.zookeeper.ZooKeeperCluster} comes first.
 */
package io.camus.zookeeper;
