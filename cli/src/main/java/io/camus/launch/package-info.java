/**
 * The entry points of {@code hadoop jar camus-job.jar} and Azkaban: they unpack the libraries in
 * the jar and call {@link io.camus.cli.Main}, or a run, in a class loader that isolates them from
 * the cluster's. They use no other class of Camus: these, and {@code CamusJob} in the package of
 * the original, are the only ones outside the jar's {@code lib/}. Read {@link
 * io.camus.launch.OwnCode} first.
 */
package io.camus.launch;
