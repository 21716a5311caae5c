/**
 * Servers in child processes that end with their parent. Read {@link
 * io.camus.it.process.ForeignServer} first.
 */
package io.camus.it.process;
