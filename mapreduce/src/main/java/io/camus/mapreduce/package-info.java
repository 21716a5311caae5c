/**
 * The pipeline as one Hadoop job, and stores on Hadoop file systems. Read {@link
 * io.camus.mapreduce.MapReduceEngine} first, then {@link io.camus.mapreduce.PullMapper}, which is a
 * task, and {@link io.camus.mapreduce.Stores}.
 */
package io.camus.mapreduce;
