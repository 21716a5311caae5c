// What an hour shows: the state in the books, or else that of its buckets. The worst first. Each has a
// glyph besides its color.
const STATES = {
  missing: { glyph: "\u25bc", label: "missing", wrong: true, help: "a tier counted more than the brokers held" },
  doubled: { glyph: "\u25b2", label: "surplus", wrong: true, help: "the brokers held more than a tier counted" },
  unknown: { glyph: "?", label: "unknown", wrong: true, help: "the counts cannot be compared" },
  unproven: { glyph: "!", label: "unproven", wrong: true, help: "closed, but records may be missing" },
  open: { glyph: "\u2026", label: "open", help: "not over, or not completely pulled" },
  settling: { glyph: "\u25cb", label: "settling", help: "ended recently; counts may still arrive" },
  unaudited: { glyph: "\u00b7", label: "unaudited", help: "no tier before Camus counts the topic" },
  complete: { glyph: "", label: "complete", help: "every tier counted what was pulled, or the commit log proves it" },
  none: { glyph: "", label: "nothing", help: "no known messages" },
};
const WORST_FIRST = Object.keys(STATES);

// The letters of TopicData.java.
const BOOKS = { m: "missing", d: "doubled", u: "unknown", o: "open", s: "settling", n: "unaudited", c: "complete" };
const BUCKETS = { n: "untracked", o: "open", c: "complete", u: "unproven" };

const stateOf = (topic, i) => (topic.states ??= hours.map((hour, at) => judged(topic, at)))[i];

function judged(topic, i) {
  const books = BOOKS[topic.books[i]];
  const bucket = BUCKETS[topic.buckets[i]];
  if (books && STATES[books].wrong) return books;
  if (bucket === "unproven") return bucket;
  if (books && books !== "unaudited") return books;
  if (bucket === "open" || bucket === "complete") return bucket;
  if (books) return books;
  return topic.held[i] || topic.files[i] ? "unaudited" : "none";
}

// How a topic ranks in a list: its worst state, its wrong hours, and its messages missing or in surplus.
const severity = once(() => new Map(topics.map(topic => {
  let worst = WORST_FIRST.length;
  let wrongHours = 0;
  let messages = 0;
  for (let i = 0; i < hours.length; i++) {
    const state = stateOf(topic, i);
    worst = Math.min(worst, WORST_FIRST.indexOf(state));
    if (STATES[state].wrong) wrongHours++;
    messages += (topic.missing[i] || 0) + (topic.doubled[i] || 0);
  }
  return [topic, { worst, wrongHours, messages }];
})));

function worseFirst(one, other) {
  const a = severity().get(one);
  const b = severity().get(other);
  return a.worst - b.worst || b.messages - a.messages || b.wrongHours - a.wrongHours
    || one.name.localeCompare(other.name);
}

// The state, and how many messages are missing or in surplus.
function stateWords(state, { missing, doubled }) {
  if (!missing && !doubled) return STATES[state].label;
  return [missing && "missing " + count(missing), doubled && "surplus " + count(doubled), STATES[state].wrong && state !== "missing" && state !== "doubled" && STATES[state].label]
    .filter(Boolean).join(", ");
}

// The hour in one sentence.
function sentence(topic, hour) {
  const state = stateOf(topic, hour.i);
  const parts = [];
  if (hour.known) {
    const tiers = hour.sums.tiers.map(([tier, sum]) => tier + " " + count(sum));
    parts.push([...tiers, "brokers " + count(hour.sums.held)].join(", "));
    if (hour.sums.left) parts.push(count(hour.sums.left) + " left out");
    if (hour.sums.late) parts.push(count(hour.sums.late) + " late");
  }
  if (hour.files) parts.push(counted(hour.files, "file"));
  if (hour.reason) parts.push(hour.reason);
  return stateWords(state, hour) + (parts.length ? ": " + parts.join("; ") : "");
}

const icon = state => el("span", { class: "cell " + state, "aria-hidden": "true" }, STATES[state].glyph);
