/**
 * Positions of other programs in files on Hadoop's file systems: {@link
 * io.camus.hadoop.foreign.OriginalCamus} and {@link io.camus.hadoop.foreign.GobblinStates}. Their
 * classes are not needed: we parse the bytes that these programs write.
 */
package io.camus.hadoop.foreign;
