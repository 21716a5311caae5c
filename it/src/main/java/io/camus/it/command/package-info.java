/**
 * The command line as a user has it: the distribution's script, started as a child process, and
 * what verbs of this module have in common. Read {@link io.camus.it.command.CamusScript} first.
 */
package io.camus.it.command;
