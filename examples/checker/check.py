#!/usr/bin/env python3
"""Checks what Camus has written, from the files alone.

The program implements docs/protocol.md and shares no code with Camus. It prints one fault per line,
"KIND where: what", and ends with exit code 0 (sound), 1 (faults) or 2 (usage).
"""
import argparse
import collections
import hashlib
import json
import os
import re

SEGMENT = re.compile(r"\d{17}")
LOG_FILE = re.compile(r"(\d{20})\.(json|published|audited|checkpoint)")
TRAILER = re.compile(rb'\{"lines":(0|[1-9]\d*),"crc32c":"([0-9a-f]{8})"\}')
ENTRIES = {"opens", "closes", "sets", "commits", "tracks", "untracks", "observes", "completes"}
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, OSError)
SCHEME = re.compile(r"^[A-Za-z][\w+.-]*:(//[^/]*)?(?=/)")
STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')


class Torn(ValueError):
    """The last line of a file is not a valid trailer."""


def crc_of_byte(value):
    for _ in range(8):
        value = value >> 1 ^ (0x82F63B78 if value & 1 else 0)
    return value


CRC_TABLE = [crc_of_byte(value) for value in range(256)]


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = CRC_TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def without_repeats(fields):
    if len(dict(fields)) < len(fields):
        raise ValueError("a duplicate field")
    return dict(fields)


def read_framed(path, kind, number, version=2):
    """The entries of a commit record or checkpoint."""
    with open(path, "rb") as file:
        *lines, after = file.read().split(b"\n")
    trailer = TRAILER.fullmatch(lines.pop()) if lines and not after else None
    if not trailer or int(trailer[1]) != len(lines) - 1 or int(trailer[2], 16) != crc32c(b"\n".join([*lines, b""])):
        raise Torn("its last line is not a valid trailer")
    if any(re.search(rb"\s", STRING.sub(b"", line)) for line in lines):
        raise ValueError("white space outside strings")
    first, *entries = (json.loads(line, object_pairs_hook=without_repeats) for line in lines)
    if (first["camus"], first["version"], first["header"]["number"]) != (kind, version, number):
        raise ValueError(f"it is not {kind} {number} of version {version}")
    if any(len(entry) != 1 or not ENTRIES.issuperset(entry) for entry in entries):
        raise ValueError("an entry of unknown kind")
    return [next(iter(entry.items())) for entry in entries]


def short_path(path):
    """A recorded path without scheme and authority, shortened as in "Names of data files"."""
    return "/".join(map(short_name, SCHEME.sub("", path).split("/")))


def short_name(name):
    if len(name.encode()) <= 255:
        return name
    longest = max(name.split("+"), key=len)
    shorter = name.replace(longest, give_way(longest))
    return shorter if len(shorter.encode()) <= 255 else give_way(name)


def give_way(part):
    return part.encode()[:100].decode(errors="ignore") + "~" + hashlib.sha256(part.encode()).hexdigest()[:32]


def names_in(directory):
    return os.listdir(directory) if os.path.isdir(directory) else []


def position_of(value):
    """The partition and the position of a "sets" entry."""
    new = value["position"]
    return new["partition"], {"leaderEpoch": None, "bytesPerOffset": None, **new["position"]}


class Checker:
    def __init__(self, options):
        self.options, self.faults = options, 0
        self.runs, self.positions = set(), {}  # the state: open runs, and position by partition
        self.whole = True  # False after a lost record: its entries may explain later faults
        self.named = set()  # destinations in the log
        self.tracked = {}  # by topic: what was committed to each directory since it was last closed
        self.markers = {}  # by path of a marker of a complete bucket: what it may say, by its record

    def fault(self, kind, where, what):
        self.faults += 1
        print(f"{kind} {where}: {what}")

    def local(self, path):
        return self.options.root + path

    def log_files(self, directory):
        """Number and kind of each file of the log in one directory."""
        matches = map(LOG_FILE.fullmatch, names_in(directory))
        return {(int(match[1]), match[2]) for match in matches if match}

    def check_log(self):
        commits, checkpoints = (self.local(self.options.base) + name for name in ("/commits", "/checkpoints"))
        flat = self.log_files(commits)
        paths = {file: f"{commits}/{name}/%020d.%s" % file for name in filter(SEGMENT.fullmatch, names_in(commits))
                 for file in self.log_files(f"{commits}/{name}") if file[0] // 1000 == int(name)}
        end = self.signpost(commits, flat, paths)
        paths.update({file: f"{commits}/%020d.%s" % file for file in flat if file[0] < end})
        state_files = [(number, f"{directory}/%020d.checkpoint" % number) for directory in (commits, checkpoints)
                       for number, kind in self.log_files(directory) if kind == "checkpoint"]
        last_checkpoint = max((number for number, _ in state_files), default=0)
        for number in range(1, max([last_checkpoint, *(number for number, _ in paths)]) + 1):
            if (number, "json") not in paths:
                self.whole = False
                self.fault("LOST_RECORD", f"record {number}", "it is missing, but the log continues after it")
                continue
            path = paths[number, "json"]
            try:
                entries = read_framed(path, "commit-record", number)
                for kind, value in entries:
                    self.apply(number, kind, value)
                groups = [value for kind, value in entries if kind == "commits"]
                self.check_mark(number, groups, (number, "published") in paths, last_checkpoint)
            except UNREADABLE as error:
                self.whole = False
                self.fault("BAD_RECORD", path, repr(error))
            for checkpoint in (path for of, path in state_files if of == number and self.whole):
                self.check_checkpoint(checkpoint, number)

    def signpost(self, commits, flat, paths):
        """The number of the first record that is not in the flat list."""
        last = max((number for number, kind in flat if kind == "json"), default=0)
        try:
            if not read_framed(f"{commits}/{last:020d}.json", "commit-record", last, version=3):
                return last
        except UNREADABLE:
            if paths:
                self.fault("LOST_RECORD", commits, "the log has segments but no signpost")
        return min((number for number, _ in paths), default=last + 1)

    def check_mark(self, number, groups, published, last_checkpoint):
        """Files of an unmarked record may still be at their staged paths."""
        files = [file for group in groups for file in group["pulled"]["files"]]
        runs = (f"{self.local(self.options.base)}/runs/{group['run']}" for group in groups)
        if files and not published and (last_checkpoint >= number or not all(map(os.path.isdir, runs))):
            self.fault("LOST_MARK", f"record {number}", "its files were published, but the mark is missing")
        for file in files:
            self.check_file(number, file, published)

    def apply(self, number, kind, value):
        where = f"record {number}"
        if kind == "sets":
            partition, position = position_of(value)
            known = self.positions.get(partition)
            if known and position["generation"] <= known["generation"]:
                self.fault("GENERATION", f"{where}, {partition}", f"the previous generation was {known['generation']}")
            self.positions[partition] = position
            return
        if kind in ("tracks", "untracks", "observes", "completes"):
            self.apply_buckets(number, kind, value)
            return
        run = value["run"]
        if (kind == "opens") == (run in self.runs) and (self.whole or kind == "opens"):
            self.fault("RUN", where, f"{kind} {run}, which is {'' if run in self.runs else 'not '}open")
        if kind == "opens":
            self.runs.add(run)
        elif kind == "closes":
            self.runs.discard(run)
        else:
            self.check_group(where, value["pulled"])

    def apply_buckets(self, number, kind, value):
        where = f"record {number}"
        topic = value["topic"] if kind in ("tracks", "untracks") else value["seen"]["topic"]
        if (kind == "tracks") == (topic in self.tracked) and self.whole:
            self.fault("COMPLETION", where, f"{kind} {topic}, which is {'' if topic in self.tracked else 'not '}tracked")
        if kind == "tracks":
            self.tracked[topic] = {}
        elif kind == "untracks":
            self.tracked.pop(topic, None)
        elif kind == "completes":
            self.check_completion(number, topic, value)

    def check_completion(self, record, topic, value):
        """All ends are reached, and each closed bucket has the sums of its files."""
        where = f"record {record}"
        for number, end in value["seen"]["ends"].items():
            if self.positions.get(f"{topic}-{number}", {"next": 0})["next"] < end and self.whole:
                self.fault("COMPLETION", f"{where}, {topic}-{number}", f"the position has not reached {end}")
        for bucket in value["buckets"]:
            sums = bucket["sums"]
            directory = short_path(sums["directory"])
            found = self.tracked.get(topic, {}).pop(directory, None)
            if found != [sums["files"], sums["records"], sums["firstEventMillis"]] and self.whole:
                self.fault("COMPLETION", f"{where}, {directory}", f"its files are {found}, not {sums}")
            if value.get("marker"):
                self.expect_marker(f"{directory}/{value['marker']}", record, value, bucket)

    def expect_marker(self, path, record, value, bucket):
        """What the marker of a closed bucket says after this record."""
        sums, versions = bucket["sums"], self.markers.setdefault(path, {})
        proof = {"record": record, "seenAt": value["seen"]["at"], "offsets": value["seen"]["ends"], "settle": value["settle"]}
        if bucket["verdict"] == "COMPLETE":
            versions[record] = {
                "topic": value["seen"]["topic"], "directory": sums["directory"], "begin": bucket["begin"], "end": bucket["end"],
                "files": sums["files"], "records": sums["records"], "lateFiles": 0, "lateRecords": 0,
                "tiers": value.get("tiers", []), **proof}
        elif bucket["verdict"] == "LATE" and value["late"] == "RENEW" and versions:
            before = versions[max(versions)]
            more = {"files": "files", "lateFiles": "files", "records": "records", "lateRecords": "records"}
            versions[record] = {**before, **{name: before[name] + sums[of] for name, of in more.items()}, **proof}

    def check_marker(self, path):
        """Compares a marker with the record that it names."""
        try:
            with open(self.local(path), encoding="utf-8") as source:
                marker = json.load(source)
            expected = self.markers[short_path(path)].get(marker["record"])
        except (OSError, ValueError, KeyError, TypeError):
            return self.fault("STRAY", path, "it has the name of a marker, but is none")
        if expected is None:
            self.fault("STRAY", path, "its record does not complete this directory")
        elif differences := [name for name, value in expected.items() if marker.get(name, []) != value]:
            self.fault("MARKER", path, f"it differs from its record in {', '.join(differences)}")

    def track(self, topic, file):
        """Adds a data file to the sums of its directory."""
        if topic in self.tracked and file["kind"] == "DATA":
            records = sum(part["records"] for part in file["parts"])
            sums = self.tracked[topic].setdefault(short_path(file["destination"]).rpartition("/")[0], [0, 0, None])
            first = [time for time in (sums[2], file["firstEventMillis"]) if time is not None]
            sums[:] = sums[0] + 1, sums[1] + records, min(first)

    def advance(self, where, pulled):
        own = pulled["range"]
        where = f"{where}, {own['partition']}@[{own['from']},{own['to']})"
        known = self.positions.get(own["partition"], {"generation": -1, "topicId": None})
        if (own["topicId"], own["generation"]) != (known["topicId"], known["generation"]):
            if self.whole or own["generation"] <= known["generation"]:
                self.fault("GENERATION", where, "the position is missing, or has another generation or topic id")
        elif own["from"] != known["next"]:
            self.fault("GAP" if own["from"] > known["next"] else "OVERLAP", where, f"the position is {known['next']}")
        length = own["to"] - own["from"]
        self.positions[own["partition"]] = {
            "topicId": own["topicId"], "generation": own["generation"], "next": own["to"],
            "leaderEpoch": pulled.get("leaderEpoch"), "bytesPerOffset": pulled["bytes"] / length if length else None}

    def check_group(self, where, group):
        ranges = {pulled["range"]["partition"]: pulled for pulled in group["ranges"]}
        topics = {partition.rpartition("-")[0] for partition in ranges}
        if len(ranges) < len(group["ranges"]) or len(topics) != 1:
            self.fault("ACCOUNT", where, "a group with a duplicate partition, no range, or several topics")
        sums = collections.Counter()
        for file in group["files"]:
            self.track(next(iter(topics), None), file)
            for part in file["parts"]:
                own, records = part["range"], part["records"]
                whole = ranges.get(own["partition"], {}).get("range")
                if (not whole or own["generation"] != whole["generation"] or records > own["to"] - own["from"]
                        or not whole["from"] <= own["from"] <= own["to"] <= whole["to"]):
                    self.fault("ACCOUNT", f"{where}, {file['destination']}", "a part does not fit its range")
                sums[own["partition"], file["kind"]] += records
        for partition, pulled in ranges.items():
            self.advance(where, pulled)
            length, rejected = pulled["range"]["to"] - pulled["range"]["from"], sum(pulled["rejected"].values())
            if pulled["written"] + rejected + pulled["skipped"] + pulled["absent"] != length:
                self.fault("ACCOUNT", f"{where}, {partition}", f"its sums are not {length} offsets")
            if (sums[partition, "DATA"], sums[partition, "DEAD_LETTER"]) != (pulled["written"], rejected):
                self.fault("ACCOUNT", f"{where}, {partition}", "its files have another number of records")
        left_out = collections.Counter()
        for row in group.get("leftOut") or []:
            left_out[f"{next(iter(topics))}-{row['partition']}"] += row["count"]
        expected = {partition: pulled["skipped"] + sum(pulled["rejected"].values()) for partition, pulled in ranges.items()}
        if left_out and dict(left_out) != {partition: count for partition, count in expected.items() if count}:
            self.fault("ACCOUNT", where, "its counts of left out records are not those of its ranges")

    def check_checkpoint(self, path, number):
        try:
            entries = read_framed(path, "checkpoint", number)
        except UNREADABLE as error:
            if not isinstance(error, Torn):
                self.fault("CHECKPOINT", path, repr(error))
            return
        runs = {value["run"] for kind, value in entries if kind == "opens"}
        positions = dict(position_of(value) for kind, value in entries if kind == "sets")
        if runs != self.runs or positions != self.positions:
            self.fault("CHECKPOINT", path, "it differs from the records in positions or open runs")

    def check_file(self, number, file, published):
        destination, where = short_path(file["destination"]), f"record {number}, {file['destination']}"
        if destination in self.named:
            self.fault("SAME_NAME", where, "another file of the log has the same name")
            return
        self.named.add(destination)
        target = self.find(destination, SCHEME.sub("", file["destination"]))
        staged = None if published else self.find(SCHEME.sub("", file["staged"]))
        if target and staged and self.defect(target, file):
            self.fault("STRAY", target, f"the file of record {number} is at {staged}")
            target = None
        if not target and not staged:
            self.fault("MISSING_FILE", where, "it is missing")
        elif defect := self.defect(target or staged, file):
            self.fault(defect[0], target or staged, defect[1])

    def find(self, *paths):
        return next(filter(os.path.isfile, map(self.local, paths)), None)

    def defect(self, path, file):
        """Kind and description of a file's fault, or None."""
        if os.path.getsize(path) != file["bytes"]:
            return "LENGTH", f"it has {os.path.getsize(path)} bytes instead of {file['bytes']}"
        if self.options.names:
            return None
        try:
            with open(path, "rb") as source:
                same = f"crc32c:{crc32c(source.read()):08x}" == file["digest"]
        except OSError as error:
            return "UNREADABLE", error
        return None if same else ("DIGEST", f"its digest is not {file['digest']}")

    def check_strays(self):
        base, history, data, errors = (getattr(self.options, name) for name in ("base", "history", "data", "errors"))
        found = set(self.files(data, {base, history, errors} - {data}))
        for run in names_in(self.local(history)):
            found.update(self.files(f"{history}/{run}/errors", set()))
        if errors:
            found.update(path for path in self.files(errors, {base, history, data} - {errors})
                         if errors not in (base, history) or os.path.basename(path).startswith("errors+"))
        checks = tuple(f"{place}/.camus-check-" for place in (data, errors) if place)  # they only check whether it can be used
        for path in sorted(path for path in found if short_path(path) not in self.named and not path.startswith(checks)):
            if short_path(path) in self.markers:
                self.check_marker(path)
            else:
                self.fault("STRAY", path, "it is not in the log")

    def files(self, top, leave_out):
        """All files below a directory except some subtrees; paths as in the log."""
        for directory, names, files in os.walk(self.local(top)):
            directory = directory[len(self.options.root):]
            names[:] = [name for name in names if f"{directory}/{name}" not in leave_out]
            yield from (f"{directory}/{name}" for name in files)


def main():
    parser = argparse.ArgumentParser(description="Checks what Camus has written, from the files alone.")
    parser.add_argument("base", help="etl.execution.base.path")
    parser.add_argument("history", help="etl.execution.history.path")
    parser.add_argument("data", help="etl.destination.path")
    parser.add_argument("--errors", help="camus.errors.path, if it is set")
    parser.add_argument("--names", action="store_true", help="names and lengths only: read no data file")
    parser.add_argument("--root", default="", help="location of a copy: all paths, including those in the log, are below it")
    options = parser.parse_args()
    for name in ("base", "history", "data", "errors"):
        path = getattr(options, name)
        setattr(options, name, path and os.path.abspath(path))
    if not os.path.isdir(options.root + options.base):
        parser.error(f"{options.root + options.base} is not a directory")
    checker = Checker(options)
    checker.check_log()
    checker.check_strays()
    return 1 if checker.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
