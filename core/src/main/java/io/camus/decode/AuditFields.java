package io.camus.decode;

import io.camus.config.DecodingSettings;
import io.camus.config.TopicConfig;
import io.camus.model.Origin;
import java.util.List;

/**
 * The fields with the server and service that produced a record. The first candidate with text
 * wins.
 *
 * @param server in order of preference
 * @param service in order of preference
 */
public record AuditFields(List<FieldPath> server, List<FieldPath> service) {
  /** No fields. */
  public static final AuditFields NONE = new AuditFields(List.of(), List.of());

  static final String UNKNOWN_SERVER = "unknown_server";
  static final String UNKNOWN_SERVICE = "unknown_service";

  /** The origin of records without both fields. */
  static final Origin UNKNOWN = new Origin(UNKNOWN_SERVER, UNKNOWN_SERVICE);

  /** Those that a topic's counts distinguish. */
  public static AuditFields of(TopicConfig topic) {
    return topic.tellsApart()
        ? new AuditFields(
            FieldPath.parse(List.of(topic.value(DecodingSettings.SERVER_FIELD))),
            FieldPath.parse(List.of(topic.value(DecodingSettings.SERVICE_FIELD))))
        : NONE;
  }

  public AuditFields {
    server = List.copyOf(server);
    service = List.copyOf(service);
  }
}
