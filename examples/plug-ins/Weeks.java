package com.example;

import io.camus.config.OutputSettings;
import io.camus.config.TopicConfig;
import io.camus.plugin.PartitionerProvider;
import io.camus.spi.Partitioner;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;

public class Weeks implements PartitionerProvider {
  @Override
  public String name() {
    return "weeks";
  }

  @Override
  public Partitioner partitioner(TopicConfig topic) {
    ZoneId zone = topic.value(OutputSettings.ZONE);
    return millis -> {
      LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
      LocalDate monday = day.minusDays(day.getDayOfWeek().getValue() - 1);
      return new Partitioner.Bucket(
          monday.atStartOfDay(zone).toInstant().toEpochMilli(),
          monday.plusWeeks(1).atStartOfDay(zone).toInstant().toEpochMilli(),
          String.format(
              "weekly/%d-W%02d",
              day.get(IsoFields.WEEK_BASED_YEAR),
              day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
    };
  }
}
