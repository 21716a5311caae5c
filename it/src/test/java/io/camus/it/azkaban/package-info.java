/**
 * Camus under Azkaban: jobs of every type that fits, launched by an Azkaban server's own code. Read
 * {@link io.camus.it.azkaban.AzkabanIT} first.
 */
package io.camus.it.azkaban;
