package io.camus.config;

/** What becomes of records that cannot be read. */
public final class DecodingSettings {
  private final Given given;

  DecodingSettings(Given given) {
    this.given = given;
  }

  /** Whether schemas that are not found break no budget. */
  public boolean ignoreSchemaErrors() {
    return given.value(DecodingKeys.IGNORE_SCHEMA_ERRORS);
  }

  /** Whether any rejected record makes the run end with exit code 4, after committing. */
  public boolean failOnErrors() {
    return given.value(DecodingKeys.FAIL_ON_ERRORS);
  }

  /** Rejected records of a run whose causes the driver logs. */
  public int maxErrorsToPrint() {
    return given.value(DecodingKeys.ERRORS_TO_PRINT);
  }

  /** Rejected records whose causes one task logs. */
  public int maxDecoderErrorsToPrint() {
    return given.value(DecodingKeys.DECODER_ERRORS_TO_PRINT);
  }
}
