/**
 * Time formats: {@link io.camus.time.TimestampFormat} reads the event time of a record, {@link
 * io.camus.time.DirectoryPattern} formats its directory. Both accept Joda-Time patterns, and both
 * also validate the configuration.
 */
package io.camus.time;
