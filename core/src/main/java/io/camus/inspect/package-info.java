/**
 * Samples topics and proposes settings for them. {@link io.camus.inspect.Sampler} reads the
 * samples, {@link io.camus.inspect.TopicInspection} reports on one, with the decoders of a run, and
 * {@link io.camus.inspect.SampleCheck} checks one against settings.
 */
package io.camus.inspect;
