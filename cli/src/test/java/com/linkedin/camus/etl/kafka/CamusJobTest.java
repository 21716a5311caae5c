package com.linkedin.camus.etl.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The class as Azkaban's runners see it: by reflection. */
class CamusJobTest {

  private static Object job(Properties properties) throws ReflectiveOperationException {
    Constructor<?> constructor =
        Class.forName("com.linkedin.camus.etl.kafka.CamusJob")
            .getConstructor(String.class, Properties.class);
    return constructor.newInstance("camus", properties);
  }

  @Test
  void whatIsWrongIsInTheMessage() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("hadoop-conf.etl.destination.pth", "/x");
    Object job = job(properties);
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    assertThatThrownBy(() -> job.getClass().getMethod("run").invoke(job))
        .cause()
        .hasMessageContaining("exit code 2 (usage)")
        .hasMessageContaining("hadoop-conf.etl.destination.pth")
        .hasMessageContaining("kafka.brokers is required");
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void aJobThatHasNotRunHasLeftNothingAndCanBeCancelled() throws Exception {
    Object job = job(new Properties());

    job.getClass().getMethod("cancel").invoke(job);
    Object generated = job.getClass().getMethod("getJobGeneratedProperties").invoke(job);
    assertThat(generated.getClass().getMethod("toProperties").invoke(generated))
        .isEqualTo(new Properties());
  }
}
