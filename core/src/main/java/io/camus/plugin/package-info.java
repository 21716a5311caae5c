/**
 * What plug-ins provide: {@link io.camus.plugin.DecoderProvider decoders}, {@link
 * io.camus.plugin.FileFormatProvider file formats}, {@link io.camus.plugin.PartitionerProvider
 * partitioners}, {@link io.camus.plugin.EventTimeProvider event times}, {@link
 * io.camus.plugin.SchemaRegistryProvider schema registries}. Built-in parts are registered in the
 * same way. Read {@link io.camus.config.Provider} first.
 */
package io.camus.plugin;
