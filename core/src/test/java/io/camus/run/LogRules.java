package io.camus.run;

import static io.camus.run.Rule.edit;

import java.util.List;

/**
 * The store and the commit log: the rules of docs/protocol.md, each with the code that keeps it
 * taken away.
 */
final class LogRules {
  private LogRules() {}

  static List<Rule> all() {
    return List.of(
        // The store.
        Rule.of(
            "a rename refuses to overwrite",
            "records of run .* in the log|inconsistent with the log",
            12,
            edit(
                "store/MemoryStore",
                "Node node = existingFile(from); checkFree(to);",
                "Node node = existingFile(from);")),
        Rule.of(
            "a put writes to a temporary name and renames",
            "is truncated",
            4,
            edit(
                "store/PutByRename",
                "StorePath temporary = path.parent().child(PREFIX + store.temporaryName());",
                "StorePath temporary = path;"),
            edit(
                "store/PutByRename",
                "if (isWritten(temporary, content) && isRenamed(temporary, path)) {",
                "if (isWritten(temporary, content)) {")),
        Rule.of(
            "temporary files are never shared",
            "File does not exist",
            DirectedHistory.TWO_DRIVERS_KEEP_THE_SAME_COUNTS,
            edit("store/PutByRename", "child(PREFIX + store.temporaryName())", "child(PREFIX)")),
        Rule.of(
            "a put rewrites a temporary file that was swept",
            "File does not exist",
            DirectedHistory.TWO_DRIVERS_KEEP_THE_SAME_COUNTS,
            edit("store/PutByRename", "if (isGone(temporary)) {", "if (temporary == null) {")),

        // The commit log.
        Rule.of(
            "after an ambiguous rename, the record is read",
            "the commit log has record",
            13,
            edit(
                "commit/CommitLog",
                "return isOurs(record, e);",
                "return isOurs(record, e) | true;")),
        Rule.of(
            "a driver recognises its own record",
            "was closed by another",
            DirectedHistory.A_DRIVER_IS_NOT_TOLD_OF_ITS_RECORD,
            edit(
                "commit/CommitLog",
                "return isOurs(record, e);",
                "return isOurs(record, e) & false;")),
        Rule.of(
            "a driver recognises another driver's record",
            "is not valid",
            54,
            edit(
                "commit/CommitLog",
                "return read(record.number()).header().nonce().equals(record.header().nonce());",
                "return read(record.number()) != null;")),
        Rule.of(
            "a proposal is rebuilt if another driver was faster",
            "inconsistent with the log",
            2,
            edit(
                "commit/RunCommit",
                "for (int tries = 0; tries < TRIES; ) {",
                "List<Candidate> first = null; for (int tries = 0; tries < TRIES; ) {"),
            edit(
                "commit/RunCommit",
                "if (!isOpen(state)) {",
                "if (first == null && !isOpen(state)) {"),
            edit(
                "commit/RunCommit",
                "List<Candidate> fitting = fitting(state, candidates, draft);",
                "first = first != null ? first : fitting(state, candidates, draft);"
                    + " List<Candidate> fitting = first;"),
            edit("commit/CommitLog", "state.copy().apply(record.number(), entries);", "")),
        Rule.of(
            "ranges of a closed run are refused",
            "camus verify",
            0,
            edit(
                "commit/LogState",
                "if (!openRuns.containsKey(commits.run()) || !fits(commits.pulled())) {",
                "if (!fits(commits.pulled())) {"),
            edit(
                "commit/RunCommit",
                "return state.openRuns().containsKey(run);",
                "return state != null && run != null;"),
            edit(
                "commit/LogState",
                "return openRuns.remove(closes.run()) != null;",
                "return openRuns.remove(closes.run()) != null | true;")),
        Rule.of(
            "a range begins at its partition's position, not before",
            "I7",
            12,
            fits("position.generation() == range.generation() && position.next() >= range.from()")),
        Rule.of(
            "a range begins at its partition's position, not after",
            "I1",
            4,
            fits("position.generation() == range.generation() && position.next() <= range.from()")),
        Rule.of(
            "a range has the generation of its partition",
            "I1",
            25,
            fits("position.topicId().equals(range.topicId()) && position.next() == range.from()")),
        Rule.of(
            "a partition without a position accepts no range",
            "I1",
            0,
            edit(
                "commit/LogState",
                "return position != null && position.topicId()",
                "return position == null || position.topicId()"),
            edit(
                "run/CamusRun",
                "plan.newPositions().forEach(position -> entries.add(new LogEntry.Sets(position)));",
                "plan.newPositions().stream().filter(it -> it.position().generation() > 0)"
                    + ".forEach(position -> entries.add(new LogEntry.Sets(position)));")),
        Rule.of(
            "a new position has a higher generation",
            "camus verify",
            0,
            edit(
                "run/Surroundings",
                "old.topicId(), old.generation() + 1, random",
                "old.topicId(), old.generation(), random"),
            edit(
                "commit/LogState",
                "known == null || set.position().generation() > known.generation()",
                "known == null || set != null")),
        Rule.of(
            "a checkpoint is written only after all records are published",
            "I2",
            57,
            edit(
                "commit/CommitLog",
                "if (unpublished().isEmpty() && state.number()",
                "if (state.number()")),
        Rule.of(
            "a checkpoint lists the open runs",
            "camus verify",
            0,
            edit(
                "commit/Checkpoint",
                "state.openRuns().forEach((run, owner) -> entries.add(new LogEntry.Opens(run, owner)));",
                "")),
        Rule.of(
            "a checkpoint lists the records with pending counts",
            "counts that were kept",
            56,
            edit(
                "commit/CommitLog",
                "new Checkpoint(state, unaudited(),",
                "new Checkpoint(state, List.of(),")),
        Rule.of(
            "a torn checkpoint is skipped",
            "is truncated",
            4,
            edit(
                "store/PutByRename",
                "StorePath temporary = path.parent().child(PREFIX + store.temporaryName());",
                "StorePath temporary = path.name().endsWith(\".checkpoint\")"
                    + " ? path : path.parent().child(PREFIX + store.temporaryName());"),
            edit(
                "store/PutByRename",
                "if (isWritten(temporary, content) && isRenamed(temporary, path)) {",
                "if (isWritten(temporary, content)"
                    + " && (temporary.equals(path) || isRenamed(temporary, path))) {"),
            edit(
                "commit/Checkpoint",
                "catch (UnreadableFileException | NoSuchFileException e)",
                "catch (NoSuchFileException e)")));
  }

  private static Mutant.Edit fits(String condition) {
    return edit(
        "commit/LogState",
        """
        return position != null
            && position.topicId().equals(range.topicId())
            && position.generation() == range.generation()
            && position.next() == range.from();
        """,
        "return position != null && (" + condition + ");");
  }
}
