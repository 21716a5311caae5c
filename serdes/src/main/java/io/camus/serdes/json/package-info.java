/**
 * Records in JSON that are checked against a registered JSON Schema. Read {@link
 * io.camus.serdes.json.JsonSchemaProvider} first.
 */
package io.camus.serdes.json;
