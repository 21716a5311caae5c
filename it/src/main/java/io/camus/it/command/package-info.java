/** The command line as a user has it: the distribution's script, started as a child process. */
package io.camus.it.command;
