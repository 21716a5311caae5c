package io.camus.partition;

import io.camus.plugin.PartitionerContractTest;
import io.camus.plugin.PartitionerProvider;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The built-in partitioners keep the contract, in zones with clock changes of all kinds. */
class DatePartitionersTest {
  private static final String ZONE = "etl.default.timezone";

  @Nested
  class Hourly extends PartitionerContractTest {
    @Override
    protected PartitionerProvider provider() {
      return new DatePartitioners.Hourly();
    }
  }

  @Nested
  class HourlyInBerlin extends PartitionerContractTest {
    @Override
    protected PartitionerProvider provider() {
      return new DatePartitioners.Hourly();
    }

    @Override
    protected ZoneId zone() {
      return ZoneId.of("Europe/Berlin");
    }

    @Override
    protected Map<String, String> settings() {
      return Map.of(ZONE, zone().getId());
    }
  }

  /** Its clock changes by half an hour. */
  @Nested
  class TenMinutesOnLordHowe extends PartitionerContractTest {
    @Override
    protected PartitionerProvider provider() {
      return new DatePartitioners.Hourly();
    }

    @Override
    protected ZoneId zone() {
      return ZoneId.of("Australia/Lord_Howe");
    }

    @Override
    protected Map<String, String> settings() {
      return Map.of(ZONE, zone().getId(), "etl.output.file.time.partition.mins", "10");
    }
  }

  /** Its clock changed at midnight. */
  @Nested
  class DailyInSaoPaulo extends PartitionerContractTest {
    @Override
    protected PartitionerProvider provider() {
      return new DatePartitioners.Daily();
    }

    @Override
    protected ZoneId zone() {
      return ZoneId.of("America/Sao_Paulo");
    }

    @Override
    protected Map<String, String> settings() {
      return Map.of(ZONE, zone().getId());
    }
  }

  /** It skipped a day. */
  @Nested
  class HiveInSamoa extends PartitionerContractTest {
    @Override
    protected PartitionerProvider provider() {
      return new DatePartitioners.Hive();
    }

    @Override
    protected ZoneId zone() {
      return ZoneId.of("Pacific/Apia");
    }

    @Override
    protected Map<String, String> settings() {
      return Map.of(ZONE, zone().getId());
    }
  }

  @Nested
  class HiveDailyInSamoa extends PartitionerContractTest {
    @Override
    protected PartitionerProvider provider() {
      return new DatePartitioners.HiveDaily();
    }

    @Override
    protected ZoneId zone() {
      return ZoneId.of("Pacific/Apia");
    }

    @Override
    protected Map<String, String> settings() {
      return Map.of(ZONE, zone().getId());
    }
  }

  @Nested
  class PatternOfWeeks extends PartitionerContractTest {
    @Override
    protected PartitionerProvider provider() {
      return new DatePartitioners.Pattern();
    }

    @Override
    protected ZoneId zone() {
      return ZoneId.of("America/New_York");
    }

    @Override
    protected Map<String, String> settings() {
      return Map.of(ZONE, zone().getId(), "etl.destination.path.topic.sub.dirformat", "xxxx/ww");
    }
  }

  @Nested
  class WholeHours extends PartitionerContractTest {
    @Override
    protected PartitionerProvider provider() {
      return new DatePartitioners.WholeHours();
    }
  }

  /** Several buckets share a directory. */
  @Nested
  class HoursOfFiles extends PartitionerContractTest {
    @Override
    protected PartitionerProvider provider() {
      return new DatePartitioners.HoursOfFiles();
    }

    @Override
    protected ZoneId zone() {
      return ZoneId.of("Europe/Berlin");
    }

    @Override
    protected Map<String, String> settings() {
      return Map.of(ZONE, zone().getId(), "etl.output.file.time.partition.mins", "10");
    }
  }
}
