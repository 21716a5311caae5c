package io.camus.time;

/**
 * Text in ISO 8601, else by a pattern; numbers in milliseconds. Like the original's JSON decoder,
 * which did not read numbers here.
 */
final class IsoOrPattern extends TimestampFormat {
  private final IsoTime iso;
  private final PatternTime pattern;

  IsoOrPattern(PatternTime pattern) {
    super(pattern.zone());
    this.iso = new IsoTime(pattern.zone());
    this.pattern = pattern;
  }

  @Override
  public boolean read(long number, EventTime into) {
    return into.accept(number);
  }

  @Override
  public boolean read(String text, EventTime into) {
    return iso.read(text, into) || pattern.read(text, into);
  }
}
