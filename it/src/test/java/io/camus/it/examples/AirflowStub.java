package io.camus.it.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The few names of Airflow's that the example uses, for a machine without Airflow: a DAG that is
 * called runs its tasks at once, in the order in which they are called; variables are those of the
 * environment.
 */
final class AirflowStub {
  private AirflowStub() {}

  /** Writes the modules to a directory, for {@code PYTHONPATH}. */
  static Path write(Path directory) throws IOException {
    Path airflow = Files.createDirectories(directory.resolve("airflow"));
    Files.writeString(airflow.resolve("__init__.py"), "");
    Files.writeString(
        airflow.resolve("exceptions.py"),
        """
        class AirflowException(Exception):
            pass


        class AirflowFailException(AirflowException):
            pass
        """);
    Files.writeString(
        airflow.resolve("decorators.py"),
        """
        def dag(*, dag_id, schedule, start_date, catchup, max_active_runs, default_args):
            return lambda flow: flow


        def task(function=None, *, task_id=None):
            return function if function else (lambda named: named)
        """);
    Files.writeString(
        airflow.resolve("models.py"),
        """
        import os


        class Variable:
            @staticmethod
            def get(name):
                return os.environ[name]
        """);
    Files.writeString(
        directory.resolve("pendulum.py"),
        """
        def datetime(year, month, day, tz):
            return (year, month, day, tz)


        def duration(minutes):
            return minutes
        """);
    return directory;
  }
}
