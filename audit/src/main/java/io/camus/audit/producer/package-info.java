/**
 * The producers' tier of the audit: counts what a Kafka producer has sent. Read {@link
 * io.camus.audit.producer.CountingInterceptor} first. Needs Kafka's client, which each producer
 * has.
 */
package io.camus.audit.producer;
