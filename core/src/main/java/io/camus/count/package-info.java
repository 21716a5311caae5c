/**
 * Counts of records by topic, window of event time, server and service: taken on the hot path by
 * {@link io.camus.count.WindowCounter}, merged by {@link io.camus.count.CountAggregate}, kept by
 * {@link io.camus.count.CountsFile} and posted to Kafka by {@link io.camus.count.CountPoster}. Read
 * {@link io.camus.count.TopicCounts} first.
 */
package io.camus.count;
