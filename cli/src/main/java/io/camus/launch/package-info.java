/**
 * What {@code hadoop jar camus-job.jar} and Azkaban start: takes the libraries out of the jar and
 * hands over to {@link io.camus.cli.Main}, or to a run, in a class loader that keeps them apart
 * from the cluster's. Uses no other class of Camus: these, and {@code CamusJob} in the package of
 * the original, are the only ones outside the jar's {@code lib/}. Read {@link
 * io.camus.launch.OwnCode} first.
 */
package io.camus.launch;
