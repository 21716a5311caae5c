package io.camus.model;

import org.apache.kafka.common.TopicPartition;

/**
 * A position that the setup stage wants in the commit log before anything is pulled: the first one
 * of a partition, or a set-position, which raises the generation.
 *
 * @param partition the topic-partition
 * @param position topic id, generation and the offset to go on from
 * @param reason why, for people
 */
public record NewPosition(TopicPartition partition, PartitionPosition position, String reason) {}
