// A topic, an hour of it, a partition, a file: each has an address in the fragment, so the browser's
// back button works and a link can be sent to a colleague.
function route(parts) {
  const query = new URLSearchParams();
  for (const key of ["t", "h", "p", "f"]) if (parts[key] != null) query.set(key, parts[key]);
  return "#/?" + query;
}

function routed() {
  return location.hash.startsWith("#/?") ? Object.fromEntries(new URLSearchParams(location.hash.slice(3))) : {};
}

const heading = (level, text) => el("h" + level, {}, text);
const facts = pairs => el("dl", { class: "facts" }, pairs.filter(([, value]) => value != null && value !== "")
  .map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));

function hourLabel(id) {
  const i = hourIds.indexOf(id);
  return i < 0 ? id : shortTime(hours[i]);
}

function crumbs(at) {
  const steps = [["All topics", "#/"], [at.t, route({ t: at.t })]];
  if (at.h) steps.push([hourLabel(at.h), route({ t: at.t, h: at.h })]);
  if (at.p != null) steps.push(["partition " + at.p, route({ t: at.t, h: at.h, p: at.p })]);
  if (at.f) steps.push([at.f, route(at)]);
  return el("nav", { class: "crumbs", "aria-label": "Where you are" }, el("ol", {}, steps.map(([name, href], i) => {
    const last = i === steps.length - 1;
    return el("li", {}, last ? el("span", { "aria-current": "page" }, name) : el("a", { href }, name));
  })));
}

function fileTable(files, at, caption) {
  const sorted = [...files].sort((a, b) => b.hour - a.hour || a.name.localeCompare(b.name));
  return table({
    caption, rows: sorted,
    columns: [
      { title: "file", text: file => file.name, value: file => file.name, link: file => route({ ...at, f: file.name }), kind: "name" },
      { title: "hour", text: file => shortTime(hours[file.hour]), value: file => file.hour },
      { title: "partitions", text: file => file.partitions.join(", "), value: file => file.partitions[0] },
      { title: "records", text: file => count(file.records), value: file => file.records, right: true },
      { title: "bytes", text: file => bytes(file.bytes), value: file => file.bytes, right: true },
      { title: "commit", text: file => String(file.commit), value: file => file.commit, right: true },
      { title: "place", text: file => file.published ? "seen" : "not seen", tone: file => file.published ? null : "warning" },
    ],
  });
}

function noFiles(expected) {
  return expected
    ? el("p", { class: "about" }, "Their files are not on this page: ", el("code", {}, fileData().omitted[1]))
    : el("p", { class: "about" }, "No data file.");
}

function hourTable(topic, at) {
  const tiers = main.tiers.filter((tier, t) => topic.tiers[t].has.includes("+"));
  const rows = hours.map((hour, i) => ({ hour, state: stateOf(topic, i), ...hourOf(topic, i) }))
    .sort((a, b) => Boolean(STATES[b.state].wrong) - Boolean(STATES[a.state].wrong) || b.i - a.i);
  const number = (row, value) => row.known ? count(value) : "\u2013";
  const tierSum = (row, tier) => row.sums.tiers.find(([name]) => name === tier)?.[1];
  return table({
    caption: "Hours: problems first, then the newest", rows, page: 24, note: row => row.reason || null,
    columns: [
      { title: "hour", text: row => shortTime(row.hour), value: row => row.i, link: row => route({ ...at, h: hourIds[row.i] }), kind: "time" },
      { title: "state", text: row => (STATES[row.state].glyph + " " + stateWords(row.state, row)).trim(), value: row => WORST_FIRST.indexOf(row.state), tone: row => STATES[row.state].wrong ? "bad" : null },
      ...tiers.map(tier => ({ title: tier, text: row => dash(tierSum(row, tier), count), value: row => tierSum(row, tier), right: true })),
      { title: "brokers", text: row => number(row, row.sums.held), value: row => row.sums.held, right: true },
      { title: "left out", text: row => number(row, row.sums.left), value: row => row.sums.left, right: true },
      { title: "written", text: row => number(row, row.sums.held - row.sums.left), value: row => row.sums.held - row.sums.left, right: true },
      { title: "late", text: row => number(row, row.sums.late), value: row => row.sums.late, right: true },
      { title: "files", text: row => count(row.files), value: row => row.files, right: true },
      { title: "bytes", text: row => bytes(row.bytes), value: row => row.bytes, right: true },
    ],
  });
}

function partitionTable(name, caption) {
  const rows = positions().filter(position => position.topic === name);
  return rows.length ? [heading(2, "Partitions"), table({ caption, columns: positionColumnsOf(false), rows, note: p => p.note })] : [];
}

function topicDetail(topic, at) {
  const rejected = letters().filter(letter => letter.topic === topic.name);
  const files = filesOf(topic.name);
  const seen = severity().get(topic);
  return [
    heading(1, topic.name),
    el("p", { class: "state" }, seen.wrongHours
      ? [icon(WORST_FIRST[seen.worst]), " ", counted(seen.wrongHours, "hour") + " with problems" + (seen.messages ? ", " + counted(seen.messages, "message") : "")]
      : "No hour has a problem."),
    facts([
      ["books", topic.says],
      ["complete until", topic.until],
      ["in a terminal", el("code", {}, "camus audit --topic " + topic.name)],
    ]),
    heading(2, "From tier to tier"), waterfall(topic.sums, "Messages of all hours"),
    heading(2, "Hours"), hourTable(topic, at),
    ...partitionTable(topic.name, "Positions"),
    ...(rejected.length ? [heading(2, "Dead letters"), letterTable(rejected, "Rejected records")] : []),
    heading(2, "Files"), files.length ? fileTable(files, at, "Data files") : noFiles(topic.files.some(Boolean)),
  ];
}

function hourDetail(topic, at) {
  const i = hourIds.indexOf(at.h);
  if (i < 0) return null;
  const hour = hourOf(topic, i);
  const state = stateOf(topic, i);
  const files = filesOf(topic.name).filter(file => file.hour === i);
  const parts = new Map();
  files.forEach(file => file.partitions.forEach(partition => {
    const sum = parts.get(partition) || { partition, files: 0, records: 0, bytes: 0, shared: 0 };
    sum.files++;
    if (file.partitions.length > 1) sum.shared++;
    else {
      sum.records += file.records;
      sum.bytes += file.bytes;
    }
    parts.set(partition, sum);
  }));
  const step = (to, words, arrow) => hours[to] ? el("a", { href: route({ t: at.t, h: hourIds[to] }) }, arrow + " " + words + " " + shortTime(hours[to])) : null;
  return [
    heading(1, topic.name + ", " + shortTime(hours[i])),
    el("p", { class: "state" }, icon(state), " ", el("strong", { class: STATES[state].wrong ? "bad" : null }, stateWords(state, hour)), ": " + STATES[state].help + "."),
    hour.reason ? el("p", {}, hour.reason) : null,
    facts([
      ["buckets", BUCKETS[topic.buckets[i]] || null],
      ["files", hour.files ? count(hour.files) + ", " + bytes(hour.bytes) : null],
      ["in a terminal", el("code", {}, "camus audit explain " + topic.name + " " + at.h)],
    ]),
    el("p", { class: "steps" }, step(i - 1, "before:", "\u2190"), step(i + 1, "after:", "\u2192")),
    heading(2, "From tier to tier"),
    hour.known ? waterfall(hour.sums, "Messages of this hour") : el("p", {}, "Neither the books nor the commit log have counts of this hour."),
    ...(parts.size ? [heading(2, "Partitions"), table({
      caption: "Files by partition", rows: [...parts.values()].sort((a, b) => a.partition - b.partition),
      columns: [
        { title: "partition", text: part => String(part.partition), value: part => part.partition, link: part => route({ ...at, p: part.partition }) },
        { title: "files", text: part => count(part.files), value: part => part.files, right: true },
        { title: "records in its own files", text: part => count(part.records), value: part => part.records, right: true },
        { title: "bytes in its own files", text: part => bytes(part.bytes), value: part => part.bytes, right: true },
        { title: "files shared", text: part => count(part.shared), value: part => part.shared, right: true },
      ],
    })] : []),
    heading(2, "Files"), files.length ? fileTable(files, at, "Data files of this hour") : noFiles(hour.files),
  ];
}

function partitionDetail(topic, at) {
  const partition = Number(at.p);
  const position = positions().find(it => it.topic === topic.name && it.partition === partition);
  const files = filesOf(topic.name).filter(file => file.partitions.includes(partition) && (!at.h || hourIds[file.hour] === at.h));
  return [
    heading(1, topic.name + "-" + partition + (at.h ? ", " + hourLabel(at.h) : "")),
    position ? facts([
      ["state", position.status], ["position", dash(position.position, count)], ["start", dash(position.start, count)], ["end", dash(position.end, count)],
      ["lag", counted(position.lag, "offset")], ["lost", position.lost ? counted(position.lost, "offset") : null], ["held back", position.heldBack ? counted(position.heldBack, "offset") : null],
      ["behind", dash(position.behind, duration)], ["loss in", LOSS[position.lossKind](position)], ["note", position.note],
    ]) : el("p", {}, "Kafka was not read for this partition."),
    heading(2, "Files"), files.length ? fileTable(files, at, "Data files") : noFiles(topic.files.some(Boolean)),
  ];
}

function fileDetail(topic, at) {
  const file = filesOf(topic.name).find(it => it.name === at.f);
  if (!file) return null;
  return [
    heading(1, file.name),
    facts([
      ["directory", el("code", {}, file.directory)], ["records", count(file.records)], ["length", bytes(file.bytes) + " (" + count(file.bytes) + " B)"],
      ["partitions", file.partitions.join(", ")], ["first event time", "in the hour " + hours[file.hour]], ["commit record", String(file.commit)],
      ["published", file.published ? "seen at its destination" : el("span", { class: "warning" }, "not seen at its destination")],
      ["in a terminal", el("code", {}, "camus files " + topic.name)],
    ]),
  ];
}

// The elements of an address; null if there is nothing at it.
function detail(at) {
  const topic = topics.find(it => it.name === at.t);
  if (!topic) return null;
  const make = at.f ? fileDetail : at.p != null ? partitionDetail : at.h ? hourDetail : topicDetail;
  const content = make(topic, at);
  return content && [crumbs(at), ...content];
}
