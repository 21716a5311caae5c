// The waterfall of some hours: what each tier counted, then what the brokers held and where it went.
// Bars share one scale; a difference is a number too, since a few of a million cannot be seen.
function waterfall(sums, caption) {
  const written = sums.held - sums.left;
  const steps = [
    ...sums.tiers.map(([tier, sum, windows]) => ({ name: tier, number: sum, difference: sum - windows, windows })),
    { name: "brokers", number: sums.held, ours: true },
    ...(sums.left ? [{ name: "left out", number: sums.left, from: written, kind: "leftout" }] : []),
    { name: "written", number: written, ours: true },
    ...(sums.late ? [{ name: "of which late", number: sums.late, from: written - sums.late, kind: "late" }] : []),
  ];
  const most = Math.max(1, ...steps.map(step => step.number));
  const words = step => {
    if (step.difference == null) return "";
    const held = step.windows === sums.held ? "the brokers" : "the " + count(step.windows) + " of the brokers in its windows";
    if (step.difference === 0) return "as " + held;
    return count(Math.abs(step.difference)) + (step.difference > 0 ? " more than " : " fewer than ") + held;
  };
  return el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": caption },
    el("table", { class: "waterfall" },
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, ["tier", "messages", "difference"].map((title, i) =>
        el("th", { scope: "col", class: i === 1 ? "n" : null }, title)), el("td", {}))),
      el("tbody", {}, steps.map(step => {
        const bar = el("span", { class: "waterbar " + (step.ours ? "ours" : step.kind || "tier") });
        bar.style.marginLeft = "min(100% - 3px, " + 100 * (step.from || 0) / most + "%)";
        bar.style.width = "max(3px, " + 100 * step.number / most + "%)";
        const missing = step.difference > 0;
        return el("tr", {},
          el("th", { scope: "row" }, step.name),
          el("td", { class: "n" }, count(step.number)),
          el("td", {}, step.difference ? el("span", { class: missing ? "bad" : "doubled-text" }, (missing ? "\u25bc " : "\u25b2 ") + words(step)) : words(step)),
          el("td", { class: "bars" }, bar));
      }))));
}

const LOSS = {
  lost: () => "LOST", "by-time": position => duration(position.loss), "by-size": position => "~" + duration(position.loss),
  unknown: () => "?", never: () => "never", "nothing-there": () => "\u2013",
};
const dash = (value, text) => value == null ? "\u2013" : text(value);
const SOON = 6 * 3600;

// Lost comes first, then the soonest loss; no loss expected comes last.
const urgency = position => position.lossKind === "lost" ? -1 : position.loss;

function positionColumnsOf(withTopic) {
  return [
    { title: "partition", text: p => (withTopic ? p.topic + "-" : "") + p.partition, value: p => withTopic ? p.topic + "-" + String(p.partition).padStart(6, "0") : p.partition, link: p => route({ t: p.topic, p: p.partition }), kind: "name" },
    { title: "loss in", text: p => LOSS[p.lossKind](p), value: urgency, tone: p => p.lossKind === "lost" ? "bad" : p.loss != null && p.loss < SOON ? "warning" : null },
    { title: "lag", text: p => count(p.lag), value: p => p.lag, right: true },
    { title: "behind", text: p => dash(p.behind, duration), value: p => p.behind, right: true },
    { title: "held back", text: p => count(p.heldBack), value: p => p.heldBack, right: true },
    { title: "lost", text: p => count(p.lost), value: p => p.lost, right: true, tone: p => p.lost ? "bad" : null },
    { title: "position", text: p => dash(p.position, String), value: p => p.position, right: true },
    { title: "end", text: p => dash(p.end, String), value: p => p.end, right: true },
    { title: "state", text: p => p.status, value: p => p.status, tone: p => p.status === "lost" || p.status === "truncated" ? "bad" : null },
  ];
}

function lagSection(section) {
  const all = rest().positions;
  if (!all) {
    section.append(el("p", {}, "Kafka was not read, or did not respond, so this page has no positions."));
    return;
  }
  const behind = positions().filter(p => p.lag || p.lost || p.heldBack || p.lossKind === "lost" || (p.status !== "pulled"));
  section.append(el("p", {}, counted(all.lag, "offset") + " to pull in " + counted(behind.length, "partition") + " of " + count(positions().length) +
    (all.heldBack ? ", " + count(all.heldBack) + " behind open transactions" : "") + ", asked at " + all.at + "."));
  const columns = positionColumnsOf(true);
  if (behind.length) section.append(table({ caption: "Partitions that need attention", columns, rows: behind, note: p => p.note, page: 10 }));
  section.append(omitted(all.omitted) || "");
}

function sizeSection(section) {
  const { count: number, bytes: total, records, sizes } = rest().sizes;
  if (!number) {
    section.append(el("p", {}, "No data file in these hours."));
    return;
  }
  section.append(el("p", {}, counted(number, "file") + " with " + counted(records, "record") + ", " + bytes(total) + "; the mean is " + bytes(total / number) + "."));
  const most = Math.max(...sizes.map(([, , files]) => files));
  section.append(el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "Sizes of data files" }, el("table", { class: "waterfall" },
    el("caption", {}, "Sizes of data files"),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "size"), el("th", { scope: "col", class: "n" }, "files"), el("th", { scope: "col", class: "n" }, "bytes"), el("td", {}))),
    el("tbody", {}, sizes.map(([from, to, files, sum]) => {
      const bar = el("span", { class: "waterbar tier" });
      bar.style.width = "max(3px, " + 100 * files / most + "%)";
      return el("tr", {}, el("th", { scope: "row" }, bytes(from) + " to " + bytes(to)), el("td", { class: "n" }, count(files)), el("td", { class: "n" }, bytes(sum)), el("td", { class: "bars" }, bar));
    })))));
}

function letterTable(rows, caption) {
  const one = ([place, message, hint, run, file]) => [
    el("code", {}, place), " ", message, hint ? "; " + hint : null,
    el("div", {}, "run " + run, file ? [", ", el("code", {}, file)] : ", not committed: Kafka still has it")];
  const sample = ({ samples: [first, ...others] }) => first && [
    ...one(first),
    others.length ? el("details", {}, el("summary", {}, counted(others.length, "more sample")), el("ul", {}, others.map(other => el("li", {}, one(other))))) : null];
  return table({
    caption, rows, note: sample,
    columns: [
      { title: "topic", text: l => l.topic, value: l => l.topic, link: l => route({ t: l.topic }), kind: "name" },
      { title: "cause", text: l => l.cause, value: l => l.cause },
      { title: "records", text: l => count(l.records), value: l => l.records, right: true },
      { title: "runs", text: l => count(l.runs), value: l => l.runs, right: true },
      { title: "kept in", text: l => l.committed ? "dead letters" : "Kafka (not committed)", value: l => String(l.committed), tone: l => l.committed ? null : "bad" },
    ],
    page: 10,
  });
}

function letterSection(section) {
  const rows = letters();
  if (!rows.length) {
    section.append(el("p", {}, "No record was rejected."));
    return;
  }
  const causes = new Map();
  rows.forEach(row => causes.set(row.cause, (causes.get(row.cause) || 0) + row.records));
  section.append(el("p", {}, [...causes].sort((a, b) => b[1] - a[1]).map(([cause, sum]) => count(sum) + " " + cause).join(", ") + "."));
  section.append(letterTable(rows, "Rejected records by topic and cause"), omitted(rest().letters.omitted) || "");
}
