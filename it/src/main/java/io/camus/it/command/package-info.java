/**
 * The user's command line: the distribution's script, started as a child process, and common code
 * of this module's verbs. Read {@link io.camus.it.command.CamusScript} first.
 */
package io.camus.it.command;
