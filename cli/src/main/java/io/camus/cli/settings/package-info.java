/**
 * Where settings come from: properties files on any file system, the class path, the job of a
 * scheduler. Read {@link io.camus.cli.settings.PropertyFiles} first.
 */
package io.camus.cli.settings;
