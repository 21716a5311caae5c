/**
 * Records in Protobuf, converted to Avro binary. Read {@link
 * io.camus.serdes.protobuf.ProtobufProvider} first, then {@link
 * io.camus.serdes.protobuf.ProtobufDecoder}: {@code ProtoFiles} turns the registry's text into
 * descriptors, {@code ShapeCompiler} compiles these, and {@code Translator} translates each record.
 */
package io.camus.serdes.protobuf;
