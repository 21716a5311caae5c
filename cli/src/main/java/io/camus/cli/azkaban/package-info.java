/**
 * {@code camus azkaban-package}, a verb that is found as a service. Read {@link
 * io.camus.cli.azkaban.AzkabanPackageVerb} first.
 */
package io.camus.cli.azkaban;
