/**
 * Reads brokers and topics registered in ZooKeeper, and never writes. Read {@link
 * io.camus.zookeeper.ZooKeeperCluster} first.
 */
package io.camus.zookeeper;
