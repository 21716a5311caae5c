/**
 * What {@code hadoop jar camus-job.jar} starts: takes the libraries out of the jar and hands over
 * to {@link io.camus.cli.Main} in a class loader that keeps them apart from the cluster's. Uses no
 * other class of Camus: these are the only ones outside the jar's {@code lib/}. Read {@link
 * io.camus.launch.HadoopJar} first.
 */
package io.camus.launch;
