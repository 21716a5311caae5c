/**
 * Runs that find their brokers and topics in a real ZooKeeper: {@link
 * io.camus.it.zookeeper.ZooKeeperIT}.
 */
package io.camus.it.zookeeper;
