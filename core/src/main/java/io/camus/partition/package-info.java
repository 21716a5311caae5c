/**
 * Event time to directory. Read {@link io.camus.partition.DatePartitioner} first; {@link
 * io.camus.time.DirectoryPattern} reads the date patterns of users.
 */
package io.camus.partition;
