/**
 * Servers in child processes that end with the process that started them. Read {@link
 * io.camus.it.process.ForeignServer} first.
 */
package io.camus.it.process;
