import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Produces with Apicurio's serializers: {@code Produce BROKERS REGISTRY COUNT [TOPIC=MODE ...]}. A
 * mode is {@code proto}, {@code avro} or {@code json}, a hyphen, and where the ids are.
 */
final class Produce {
  private static final String SERIALIZERS = "io.apicurio.registry.serde.";

  private Produce() {}

  public static void main(String[] args) throws Exception {
    for (int i = 3; i < args.length; i++) {
      String[] topic = args[i].split("=");
      produce(args[0], args[1], Integer.parseInt(args[2]), topic[0], topic[1]);
      System.out.println(args[i]);
    }
    System.exit(0); // The registry's client has threads of its own.
  }

  private static void produce(String brokers, String registry, int count, String topic, String mode)
      throws DescriptorValidationException, ExecutionException, InterruptedException {
    String language = mode.substring(0, mode.indexOf('-'));
    Map<String, Object> settings = new HashMap<>(ids(mode.substring(mode.indexOf('-') + 1)));
    settings.put("bootstrap.servers", brokers);
    settings.put("apicurio.registry.url", registry);
    settings.put("apicurio.registry.auto-register", "true");
    settings.put("apicurio.registry.artifact.schema.location", "reading.json");
    settings.put("key.serializer", ByteArraySerializer.class.getName());
    settings.put(
        "value.serializer",
        SERIALIZERS
            + switch (language) {
              case "proto" -> "protobuf.ProtobufKafkaSerializer";
              case "avro" -> "avro.AvroKafkaSerializer";
              default -> "jsonschema.JsonSchemaKafkaSerializer";
            });
    if (!language.equals("json")) {
      settings.remove("apicurio.registry.artifact.schema.location");
    }
    Descriptor order = order();
    try (KafkaProducer<byte[], Object> producer = new KafkaProducer<>(settings)) {
      for (int n = 0; n < count; n++) {
        Object value =
            switch (language) {
              case "proto" -> order(order, n);
              case "avro" -> event(n);
              default -> JsonNodeFactory.instance.objectNode().put("n", n).put("text", "t" + n);
            };
        producer.send(new ProducerRecord<>(topic, value)).get();
      }
    }
  }

  private static Map<String, Object> ids(String where) {
    return switch (where) {
      case "confluent" ->
          Map.of(
              "apicurio.registry.serde.send-type-ref",
              "false",
              "apicurio.registry.serde.send-indexes",
              "true");
      case "headers" -> Map.of("apicurio.registry.headers.enabled", "true");
      case "values" -> Map.of("apicurio.registry.headers.enabled", "false");
      case "eight" -> Map.of("apicurio.registry.id-handler", SERIALIZERS + "Legacy8ByteIdHandler");
      default -> Map.of();
    };
  }

  private static final Schema EVENT =
      SchemaBuilder.record("Event").fields().requiredInt("n").requiredString("text").endRecord();

  private static GenericData.Record event(int n) {
    return new GenericRecordBuilder(EVENT).set("n", n).set("text", "t" + n).build();
  }

  private static FieldDescriptorProto field(String name, int number, Type type, Label label) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(label)
        .build();
  }

  /** The second message of its file, with a message of another file and a nested one. */
  private static Descriptor order() throws DescriptorValidationException {
    Label one = Label.LABEL_OPTIONAL;
    FileDescriptor money =
        FileDescriptor.buildFrom(
            FileDescriptorProto.newBuilder()
                .setName("money.proto")
                .setPackage("common")
                .setSyntax("proto3")
                .addMessageType(
                    DescriptorProto.newBuilder()
                        .setName("Money")
                        .addField(field("cents", 1, Type.TYPE_SINT64, one)))
                .build(),
            new FileDescriptor[0]);
    DescriptorProto order =
        DescriptorProto.newBuilder()
            .setName("Order")
            .addNestedType(
                DescriptorProto.newBuilder()
                    .setName("Item")
                    .addField(field("text", 1, Type.TYPE_STRING, one)))
            .addField(field("n", 1, Type.TYPE_INT32, one))
            .addField(
                field("price", 2, Type.TYPE_MESSAGE, one).toBuilder().setTypeName(".common.Money"))
            .addField(
                field("items", 3, Type.TYPE_MESSAGE, Label.LABEL_REPEATED).toBuilder()
                    .setTypeName(".shop.Order.Item"))
            .build();
    return FileDescriptor.buildFrom(
            FileDescriptorProto.newBuilder()
                .setName("order.proto")
                .setPackage("shop")
                .setSyntax("proto3")
                .addDependency("money.proto")
                .addMessageType(
                    DescriptorProto.newBuilder()
                        .setName("First")
                        .addField(field("x", 1, Type.TYPE_INT32, one)))
                .addMessageType(order)
                .build(),
            new FileDescriptor[] {money})
        .findMessageTypeByName("Order");
  }

  private static DynamicMessage order(Descriptor order, int n) {
    Descriptor money = order.findFieldByName("price").getMessageType();
    Descriptor item = order.findFieldByName("items").getMessageType();
    return DynamicMessage.newBuilder(order)
        .setField(order.findFieldByName("n"), n)
        .setField(
            order.findFieldByName("price"),
            DynamicMessage.newBuilder(money)
                .setField(money.findFieldByName("cents"), (long) -n)
                .build())
        .addRepeatedField(
            order.findFieldByName("items"),
            DynamicMessage.newBuilder(item).setField(item.findFieldByName("text"), "t" + n).build())
        .build();
  }
}
