package io.camus.model;

import org.apache.kafka.common.Uuid;

/**
 * Where a topic-partition stands, as the commit log tells.
 *
 * @param topicId the topic's id when the position was set
 * @param generation how often the position was set anew, from 0
 * @param next the next offset to pull
 */
public record PartitionPosition(Uuid topicId, int generation, long next) {}
