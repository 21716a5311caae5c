// The report as PageData.java writes it. Documents are parsed when they are needed.
function parsed(id) {
  let value;
  return () => value ??= JSON.parse(byId(id).textContent);
}

const main = parsed("data-hours")();
const rest = parsed("data-rows");
const fileData = parsed("data-files");

const hours = main.hours;
// An hour in addresses and commands: in UTC, so that none has two meanings.
const hourIds = hours.map((hour, i) => new Date(main.fromMillis + i * 3600000).toISOString().slice(0, 13));
const topics = main.topics;
const topicName = topic => typeof topic === "number" ? topics[topic].name : topic;

// Everything known about an hour of a topic.
function hourOf(topic, i) {
  const known = topic.held[i] != null;
  const held = topic.held[i] || 0;
  const left = topic.left[i] || 0;
  const written = held - left;
  const tiers = [];
  topic.tiers.forEach((tier, t) => {
    if (tier.has[i] !== "+") return;
    const windows = held + (tier.windows[i] || 0);
    tiers.push([main.tiers[t], windows + (tier.more[i] || 0), windows]);
  });
  return {
    i, known, missing: topic.missing[i] || 0, doubled: topic.doubled[i] || 0, reason: topic.reasons[i] || "",
    sums: { tiers, held, left, late: topic.late[i] || 0 },
    files: topic.files[i], records: written + (topic.records[i] || 0), bytes: topic.bytes[i],
  };
}

const positionColumns = ["topic", "partition", "status", "position", "start", "end", "lag", "lost",
  "heldBack", "behind", "lossKind", "loss", "note"];
const runColumns = ["run", "at", "millis", "verdict", "detail", "stages", "tasks", "total", "commits",
  "skew"];
const totalColumns = ["messages", "bytes", "files", "rejected", "skipped", "partitions"];
const skewColumns = ["tasks", "median", "most", "partition", "partitionBytes"];
const letterColumns = ["topic", "cause", "records", "committed", "runs", "samples"];
const fileColumns = ["hour", "directory", "name", "partitions", "records", "bytes", "commit",
  "published"];

function named(columns, row) {
  return Object.fromEntries(columns.map((column, i) => [column, row[i]]));
}

function once(make) {
  let value;
  return () => value ??= make();
}

const positions = once(() => (rest().positions?.rows || []).map(row => {
  const position = named(positionColumns, row);
  return { ...position, topic: topicName(position.topic) };
}));

const runs = once(() => rest().runs.rows.map(row => {
  const run = named(runColumns, row);
  return {
    ...run,
    total: run.total && named(totalColumns, run.total),
    skew: run.skew && named(skewColumns, run.skew),
  };
}));

const letters = once(() => rest().letters.rows.map(row => {
  const letter = named(letterColumns, row);
  return { ...letter, topic: topicName(letter.topic) };
}));

const filesByTopic = once(() => new Map(
  fileData().topics.map(([topic, rows]) => [topicName(topic), rows])));

function filesOf(name) {
  return (filesByTopic().get(name) || []).map(row => {
    const file = named(fileColumns, row);
    return {
      ...file,
      directory: fileData().directories[file.directory],
      name: file.name[0] === "*" ? name + file.name.slice(1) : file.name,
    };
  });
}
