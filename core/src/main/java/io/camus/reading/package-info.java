/**
 * What readers of a topic's files need to know: the schemas that its data files were written with
 * ({@link io.camus.reading.TopicSchemas}), and one schema that reads all of them ({@link
 * io.camus.reading.ReaderSchema}). Both come from the files that the commit log holds; no registry
 * is asked.
 */
package io.camus.reading;
