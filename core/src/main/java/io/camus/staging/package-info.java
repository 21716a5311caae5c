/**
 * The files of a task attempt, which count for nothing until they are published. Read {@link
 * io.camus.staging.GroupFiles} first: it is what each record passes on its way to a file.
 */
package io.camus.staging;
