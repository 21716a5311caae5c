/**
 * Looks at samples of topics and says which settings take them. {@link io.camus.inspect.Sampler}
 * reads the samples, {@link io.camus.inspect.TopicInspection} judges one, with the decoders that a
 * run uses, and {@link io.camus.inspect.SampleCheck} holds one against settings.
 */
package io.camus.inspect;
