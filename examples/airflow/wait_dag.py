"""Starts a job once an hour of two topics is complete.

Needs camus.complete=true in the settings of the pipeline, and the Airflow
variables camus_home and camus_properties.
"""

import subprocess

TOPICS = ["clicks", "views"]

ANSWERS = {0: "complete", 3: "not yet", 4: "closed, but records may be missing"}


def wait_command(home, properties, topic, hour):
    """Asks once whether the hour, such as 2026-11-22T13, is complete."""
    return [home + "/bin/camus", "audit", "wait", topic, hour, "-P", properties]


def is_complete(home, properties, topic, hour):
    """True once the hour is complete; fails if it never will be."""
    process = subprocess.run(
        wait_command(home, properties, topic, hour), capture_output=True, text=True, check=False
    )
    print(process.stdout, process.stderr)
    answer = ANSWERS.get(process.returncode)
    if answer is None or process.returncode == 4:
        raise RuntimeError(
            "%s %s: %s" % (topic, hour, answer or "exit code %d" % process.returncode)
        )
    return process.returncode == 0


try:
    import pendulum
    from airflow.decorators import dag, task
except ImportError:  # imported without Airflow, for example by a test
    dag = None

if dag:

    @dag(
        dag_id="camus_hour",
        schedule="@hourly",
        start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
        catchup=False,
    )
    def camus_hour():
        @task.sensor(poke_interval=60, timeout=6 * 3600, mode="reschedule")
        def wait(topic, data_interval_start=None):
            from airflow.models import Variable

            return is_complete(
                Variable.get("camus_home"),
                Variable.get("camus_properties"),
                topic,
                data_interval_start.strftime("%Y-%m-%dT%H"),
            )

        @task
        def report():
            print("the hour is complete in all topics")

        [wait.override(task_id="wait_" + topic)(topic) for topic in TOPICS] >> report()

    camus_hour()
