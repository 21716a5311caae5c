/** Runs and stores on object stores that are processes. */
package io.camus.it.objectstore;
