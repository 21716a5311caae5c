/** Runs on a real HDFS and YARN. */
package io.camus.it.hadoop;
