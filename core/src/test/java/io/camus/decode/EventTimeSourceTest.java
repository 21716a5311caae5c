package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.format.Lines;
import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.time.TimestampFormat;
import io.camus.time.TimestampFormats;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A datum says where its event time is from, and what could not be read. */
class EventTimeSourceTest {
  private static final AuditFields NO_AUDIT = new AuditFields(List.of(), List.of());
  private static final List<FieldPath> FIELDS =
      List.of(FieldPath.parse("header.time"), FieldPath.parse("when"));

  private static Decoded decode(String json, boolean required, List<FieldPath> fields) {
    TimestampFormat millis = TimestampFormats.parse("unix_milliseconds", ZoneOffset.UTC);
    EventTimeRule rule = new EventTimeRule(fields, millis, required);
    return new JsonDecoder(Lines.BREAK, rule, NO_AUDIT).decode(Records.of(json.getBytes(UTF_8), 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'header':{'time':17}} | 3 |",
        "{'when':17} | 4 |",
        "{'header':{'time':'x'},'when':17} | 4 |",
        "{'header':{'time':null},'when':'17'} | 4 |",
        "{} | 1 |",
        "{'header':{}} | 1 |",
        "{'when':null} | 1 |",
        "{'header':17} | 1 |",
        "{'when':'22.11.2026'} | 2 | when = '22.11.2026'",
        "{'when':''} | 2 | when = ''",
        "{'when':true} | 2 | when = true or false",
        "{'when':[17]} | 2 | when = an array",
        "{'when':{'millis':17}} | 2 | when = an object",
        "{'when':1795356605123000} | 2 | when = 1795356605123000",
        "{'when':12345678901234567890} | 2 | when = a number of too many digits",
        "{'when':1e300} | 2 | when = 1.0E300",
        "{'header':{'time':'x'},'when':'y'} | 2 | header.time = 'x'",
        "{'header':{'time':null},'when':'y'} | 2 | when = 'y'",
        "{'when':'a\\u0007b'} | 2 | when = 'a b'",
        "{'when':17,'when':'x'} | 2 | when = 'x'",
      })
  void theSourceIsTold(String json, int source, String unread) {
    Datum datum = (Datum) decode(json.replace('\'', '"'), false, FIELDS);

    assertThat(datum.eventTimeSource).isEqualTo(source);
    assertThat(datum.eventTimeMillis).isEqualTo(source >= Datum.FIRST_FIELD ? 17 : 5);
    if (source == Datum.FIELD_UNREADABLE) {
      assertThat(datum.unreadTime).isEqualTo(unread.replace('\'', '"'));
    }
  }

  @Test
  void aLongTextIsShortened() {
    Datum datum = (Datum) decode("{\"when\":\"" + "x".repeat(1000) + "\"}", false, FIELDS);

    assertThat(datum.unreadTime).isEqualTo("when = \"" + "x".repeat(40) + "...\"");
  }

  @Test
  void withoutFieldsTheTimeIsKafkasAsItShouldBe() {
    Datum datum = (Datum) decode("{}", true, List.of());

    assertThat(datum.eventTimeSource).isEqualTo(Datum.KAFKA_TIME);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | no event time: the record has no field header.time, when",
        "{'when':'22.11.2026'} | unreadable event time: when = '22.11.2026'",
      })
  void aRequiredTimeThatIsNotThereIsARejection(String json, String message) {
    Decoded.Rejected rejected = (Decoded.Rejected) decode(json.replace('\'', '"'), true, FIELDS);

    assertThat(rejected.cause()).isEqualTo(RejectionCause.NO_EVENT_TIME);
    assertThat(rejected.message()).isEqualTo(message.replace('\'', '"'));
    assertThat(decode("{\"when\":17}", true, FIELDS)).isInstanceOf(Datum.class);
  }
}
