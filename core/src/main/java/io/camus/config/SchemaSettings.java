package io.camus.config;

import java.util.Optional;

/** Where writer schemas come from. */
public final class SchemaSettings {
  private final Given given;
  private final Discretion discretion;

  SchemaSettings(Given given, Discretion discretion) {
    this.given = given;
    this.discretion = discretion;
  }

  /** Where writer schemas come from, if anywhere. */
  public Optional<SchemaSource> schemaRegistry() {
    discretion.requireSecrets(given.declared());
    return SchemaKeys.source(given);
  }

  /** Whether schemas that were seen are kept for later runs. */
  public boolean keepSchemas() {
    return given.value(SchemaKeys.KEEP);
  }
}
