package io.camus.time;

import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalUnit;
import java.time.temporal.ValueRange;
import java.util.Map;

/** The two halves of a year as Joda-Time counts them: 2026 is year 26 of century 20. */
enum CenturyField implements TemporalField {
  CENTURY(ChronoUnit.CENTURIES, ChronoUnit.FOREVER),
  YEAR_OF_CENTURY(ChronoUnit.YEARS, ChronoUnit.CENTURIES);

  private static final int YEARS = 100;

  private final TemporalUnit unit;
  private final TemporalUnit rangeUnit;

  CenturyField(TemporalUnit unit, TemporalUnit rangeUnit) {
    this.unit = unit;
    this.rangeUnit = rangeUnit;
  }

  @Override
  public TemporalUnit getBaseUnit() {
    return unit;
  }

  @Override
  public TemporalUnit getRangeUnit() {
    return rangeUnit;
  }

  @Override
  public ValueRange range() {
    return ValueRange.of(0, YEARS - 1);
  }

  @Override
  public boolean isDateBased() {
    return true;
  }

  @Override
  public boolean isTimeBased() {
    return false;
  }

  @Override
  public boolean isSupportedBy(TemporalAccessor temporal) {
    return temporal.isSupported(ChronoField.YEAR);
  }

  @Override
  public ValueRange rangeRefinedBy(TemporalAccessor temporal) {
    return range();
  }

  @Override
  public long getFrom(TemporalAccessor temporal) {
    int year = temporal.get(ChronoField.YEAR);
    return this == CENTURY ? Math.floorDiv(year, YEARS) : Math.floorMod(year, YEARS);
  }

  @Override
  public <R extends Temporal> R adjustInto(R temporal, long newValue) {
    throw new UnsupportedOperationException("a century is only read and written");
  }

  /**
   * Combines both halves to a year. If there is also a complete year, the century is checked
   * against the date.
   */
  @Override
  public TemporalAccessor resolve(
      Map<TemporalField, Long> values, TemporalAccessor partial, ResolverStyle style) {
    if (values.containsKey(CENTURY) && values.containsKey(YEAR_OF_CENTURY)) {
      values.put(ChronoField.YEAR, values.remove(CENTURY) * YEARS + values.remove(YEAR_OF_CENTURY));
    }
    return null;
  }
}
