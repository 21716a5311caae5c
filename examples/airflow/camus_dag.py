"""Runs Camus every 15 minutes and passes its summary to downstream tasks.

Set the Airflow variable camus_home to the directory of the distribution on the
workers, and camus_properties to the settings.
"""

import json
import subprocess

EXIT_CODES = {
    1: ("bug", False),
    2: ("usage or configuration", False),
    3: ("an outside system failed", True),
    4: ("the data broke a rule", False),
    5: ("commit state unknown", True),
}


def camus_command(home, properties):
    """The command line; --json makes standard output one document."""
    return [home + "/bin/camus", "run", "--quiet", "--json", "-P", properties]


def judge(code):
    """None on success, else the reason and whether a retry helps."""
    if code == 0:
        return None
    if code < 0:  # ended by a signal; committed data is safe
        return "ended by signal %d" % -code, True
    return EXIT_CODES.get(code, ("ended with exit code %d" % code, True))


def run_camus(home, properties):
    """Runs Camus; returns exit code, summary and standard error."""
    process = subprocess.run(
        camus_command(home, properties), capture_output=True, text=True, check=False
    )
    summary = json.loads(process.stdout) if process.stdout.strip() else {}
    return process.returncode, summary, process.stderr


def pull(home, properties):
    """The task; its result is the summary, for downstream tasks."""
    from airflow.exceptions import AirflowException, AirflowFailException

    code, summary, log = run_camus(home, properties)
    print(log)
    for problem in summary.get("problems", []):
        print("{severity}: {where}: {message}".format(**problem))
    verdict = judge(code)
    if verdict:
        why, again = verdict
        raise AirflowException(why) if again else AirflowFailException(why)
    return summary


try:
    import pendulum
    from airflow.decorators import dag, task
except ImportError:  # imported without Airflow, for example by a test
    dag = None

if dag:

    @dag(
        dag_id="camus",
        schedule="*/15 * * * *",
        start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
        catchup=False,
        max_active_runs=1,
        default_args={"retries": 3, "retry_delay": pendulum.duration(minutes=2)},
    )
    def camus():
        @task(task_id="pull")
        def pull_task():
            from airflow.models import Variable

            return pull(Variable.get("camus_home"), Variable.get("camus_properties"))

        @task
        def report(summary):
            moved = sum(topic["messages"] for topic in summary["topics"])
            print("run %s moved %d messages" % (summary["run"], moved))

        report(pull_task())

    camus()
