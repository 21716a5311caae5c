/** Object stores in child processes. Read {@link io.camus.it.objectstore.S3Proxy} first. */
package io.camus.it.objectstore;
