/**
 * The command line: one class per verb, and {@link io.camus.cli.Operations}, which implements what
 * the verbs do. Results go to standard output, everything else to standard error. Read {@link
 * io.camus.cli.Main} first, then a verb such as {@link io.camus.cli.PlanCommand}.
 */
package io.camus.cli;
