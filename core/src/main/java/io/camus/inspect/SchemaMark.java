package io.camus.inspect;

/**
 * How a record refers to its schema.
 *
 * @param id the id as text: a number or a UUID
 * @param place where it is: {@code value}, {@code header __value_schema_id}
 * @param known whether the registry has it
 * @param remark the schema's name, or why there is no schema
 */
public record SchemaMark(String id, String place, boolean known, String remark)
    implements Comparable<SchemaMark> {

  @Override
  public int compareTo(SchemaMark other) {
    int byId =
        id.length() == other.id.length()
            ? id.compareTo(other.id)
            : Integer.compare(id.length(), other.id.length());
    return byId == 0 ? (place + remark).compareTo(other.place + other.remark) : byId;
  }
}
