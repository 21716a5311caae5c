/**
 * How moments are spelled: {@link io.camus.time.TimestampFormat} reads the event time of a record,
 * {@link io.camus.time.DirectoryPattern} names its directory. Both take patterns with Joda-Time's
 * letters, and both are what a configuration is checked with.
 */
package io.camus.time;
