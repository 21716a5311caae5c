/**
 * The command line: one class a verb, and the pages that people read. {@link io.camus.cli.Main}
 * comes first. Results go to standard output, everything else to standard error.
 */
package io.camus.cli;
