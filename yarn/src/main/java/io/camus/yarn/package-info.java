/**
 * Runs the tasks of a plan as one Hadoop job on YARN. Read {@link io.camus.yarn.MapReduceEngine}
 * first, then {@link io.camus.yarn.PullMapper}, which is a task.
 */
package io.camus.yarn;
