package io.camus.model;

import org.apache.kafka.common.TopicPartition;

/**
 * A position to append to the commit log before anything is pulled: the first one of a partition,
 * or a reset, which raises the generation.
 *
 * @param partition the topic-partition
 * @param position topic id, generation and next offset
 * @param reason why, for people
 */
public record NewPosition(TopicPartition partition, PartitionPosition position, String reason) {}
