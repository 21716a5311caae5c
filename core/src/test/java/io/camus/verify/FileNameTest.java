package io.camus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
  @ParameterizedTest
  @CsvSource({
    "clicks+3+100+250+140.g2.avro, clicks",
    "errors+clicks+3+100+250+140.avro, clicks",
    "errorsofall+3+100+250+140.avro, errorsofall",
    "+_schemas+3+100+250+140.avro, _schemas",
    "errors+_schemas+3+100+250+140.avro, _schemas",
    "aaa~0f0f+3+100+250+140.txt.gz, aaa~0f0f",
    "clicks+2026-11-22-14-05-59-ba419d+3+17+140.avro, clicks",
    "+.hidden+2026-11-22-14-05-59-ba419d+3+17+140.avro, .hidden",
    "clicks+2026-11-22-14-05-59-ba419d+3+17.avro, clicks",
    "clicks+3+100+2026-11-22-14-05-59-ba419d+5+2.avro, clicks",
    "errors+clicks+3+100+2026-11-22-14-05-59-ba419d+5+2.avro, clicks",
    "errors+_schemas+3+100+2026-11-22-14-05-59-ba419d+5+2.avro, _schemas"
  })
  void aNameTellsItsTopic(String name, String topic) {
    assertThat(FileName.topic(name)).contains(topic);
  }

  @ParameterizedTest
  @CsvSource({"part-00000", "clicks+3+250+100+1.avro", "clicks+3", "++x+3+1+2+1.avro"})
  void otherNamesTellNone(String name) {
    assertThat(FileName.topic(name)).isEmpty();
  }
}
