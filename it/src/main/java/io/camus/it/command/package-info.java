/**
 * The command line as a user has it: the distribution's script, started as a child process, and
 * what verbs of this module have in common.
 */
package io.camus.it.command;
