package io.camus.config;

import java.util.List;

/**
 * A choice for one part of the pipeline, which a setting selects by name. Implement one of the
 * interfaces in {@code io.camus.plugin}. Register your class in {@code
 * META-INF/services/io.camus.config.Provider}, so that its name works and its keys are known; or
 * use the name of the class. The class is public and has a public constructor without parameters.
 * Instances are created often, also in processes that do not use them: they hold nothing.
 */
public interface Provider {

  /** What a provider is chosen for. */
  enum Kind {
    DECODER("io.camus.plugin.DecoderProvider"),
    FORMAT("io.camus.plugin.FileFormatProvider"),
    PARTITIONER("io.camus.plugin.PartitionerProvider"),
    EVENT_TIME("io.camus.plugin.EventTimeProvider"),
    REGISTRY("io.camus.plugin.SchemaRegistryProvider"),
    REPORTER("io.camus.report.ReporterProvider"),
    STORE("io.camus.plugin.StoreProvider"),
    TABLE("io.camus.plugin.TableProvider");

    private final String contract;

    Kind(String contract) {
      this.contract = contract;
    }

    /** The interface that its providers implement. */
    String contract() {
      return contract;
    }

    /** For people: {@code file format}. */
    String words() {
      return switch (this) {
        case DECODER -> "decoder";
        case FORMAT -> "file format";
        case PARTITIONER -> "partitioner";
        case EVENT_TIME -> "event time extractor";
        case REGISTRY -> "schema registry";
        case REPORTER -> "reporter";
        case STORE -> "store";
        case TABLE -> "table format";
      };
    }
  }

  Kind kind();

  /** The name in settings, in lower case: {@code avro}. */
  String name();

  /** Further names, in lower case, such as the original Camus' class for it. */
  default List<String> otherNames() {
    return List.of();
  }

  /** The keys that only this provider reads. */
  default KeyGroup keys() {
    return KeyGroup.NONE;
  }
}
