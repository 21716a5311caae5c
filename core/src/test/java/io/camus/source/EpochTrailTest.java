package io.camus.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochTrailTest {
  private final EpochTrail trail = new EpochTrail();

  @Test
  void betweenTwoOffsetsOfOneEpochAllAreOfIt() {
    trail.add(10, 4);
    trail.add(20, 4);
    assertThat(trail.endingAt(11)).hasValue(4);
    assertThat(trail.endingAt(15)).hasValue(4);
    assertThat(trail.endingAt(21)).hasValue(4);
  }

  @Test
  void whereTheEpochChangesInAHoleNobodyKnows() {
    trail.add(10, 4);
    trail.add(20, 6);
    assertThat(trail.endingAt(11)).hasValue(4);
    assertThat(trail.endingAt(12)).isEmpty();
    assertThat(trail.endingAt(20)).isEmpty();
    assertThat(trail.endingAt(21)).hasValue(6);
  }

  @Test
  void beforeAndBehindWhatWasToldNothingIsGuessed() {
    assertThat(trail.endingAt(5)).isEmpty();
    trail.add(10, 4);
    assertThat(trail.endingAt(10)).isEmpty();
    assertThat(trail.endingAt(12)).as("behind a marker that nobody told of").isEmpty();
  }
}
