/**
 * The files of a task attempt, which have no effect until they are committed. Read {@link
 * io.camus.staging.GroupFiles} first: every record passes through it on its way to a file.
 */
package io.camus.staging;
