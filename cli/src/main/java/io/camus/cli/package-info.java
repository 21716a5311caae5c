/**
 * The command line: one class a verb, and {@link io.camus.cli.Operations}, which puts together what
 * the verbs do. Results go to standard output, everything else to standard error. Read {@link
 * io.camus.cli.Main} first, then a verb such as {@link io.camus.cli.PlanCommand}.
 */
package io.camus.cli;
