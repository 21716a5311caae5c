// Topics by hours. An ARIA grid: one cell is in the tab order, arrow keys move, Enter opens. Rows get their
// cells when they come near the view.
// The number of rows that get them at once.
const FIRST = 24;

function heatMap(section) {
  const first = kept();
  const find = el("input", { type: "search", id: "find", placeholder: "part of a name", autocomplete: "off", spellcheck: "false", value: first.find });
  const only = el("input", { type: "checkbox", id: "only" });
  const order = el("select", { id: "order" }, el("option", { value: "worst" }, "worst first"), el("option", { value: "name" }, "by name"));
  only.checked = Boolean(first.only);
  order.value = first.order || "worst";
  const status = el("output", { class: "about", "aria-live": "polite" });
  const grid = el("div", { role: "grid", class: "heat", "aria-label": "Completeness of topics by hour", "aria-colcount": hours.length + 1 });
  const frame = el("div", { class: "heat-frame" }, grid);
  const tip = el("div", { class: "tip", hidden: true });
  let shown = [];
  let column = hours.length;

  const head = el("div", { role: "row", class: "row head", "aria-rowindex": 1 },
    el("span", { role: "columnheader", class: "topic" }, "topic"),
    hours.map((hour, i) => el("span", { role: "columnheader", class: "hour" },
      el("span", { class: "unseen" }, shortTime(hour)),
      dayBegins(i) ? el("b", { "aria-hidden": "true" }, shortDay(hour)) : null,
      Number(hour.slice(11, 13)) % 6 === 0 ? el("i", { "aria-hidden": "true" }, hour.slice(11, 13)) : null)));

  // The first day has a label if there is room for it.
  function dayBegins(i) {
    return hours[i].slice(11, 13) === "00" || (i === 0 && !hours.slice(1, 5).some(hour => hour.slice(11, 13) === "00"));
  }

  function row(topic, index) {
    const href = route({ t: topic.name });
    const line = el("div", { role: "row", class: "row", "aria-rowindex": index + 2 },
      el("span", { role: "rowheader", class: "topic" },
        el("a", { href, tabindex: "-1", title: topic.name }, topic.name)));
    line.topic = topic;
    return line;
  }

  function fillRow(line) {
    if (line.filled) return;
    line.filled = true;
    const topic = line.topic;
    line.append(...hours.map((hour, i) => {
      const state = stateOf(topic, i);
      const left = topic.left[i] && !STATES[state].wrong;
      return el("span", {
        role: "gridcell", tabindex: "-1", class: "cell " + state + (left ? " left" : "") + (hour.slice(11, 13) === "00" ? " midnight" : ""),
        "aria-label": topic.name + ", " + shortTime(hour) + ": " + sentence(topic, hourOf(topic, i)),
      }, STATES[state].glyph || (left ? "\u00d7" : ""));
    }));
  }

  const near = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(({ target }) => {
    near.unobserve(target);
    fillRow(target);
  }), { root: frame, rootMargin: "600px 400px" });
  addEventListener("beforeprint", () => [...grid.children].filter(line => line.topic).forEach(fillRow));

  function fill() {
    const words = find.value.trim().toLowerCase();
    shown = topics.filter(topic => topic.name.toLowerCase().includes(words) && (!only.checked || severity().get(topic).wrongHours));
    shown.sort(order.value === "name" ? (a, b) => a.name.localeCompare(b.name) : worseFirst);
    const rows = shown.map(row);
    grid.replaceChildren(head, ...rows);
    grid.setAttribute("aria-rowcount", shown.length + 1);
    rows.slice(0, FIRST).forEach(fillRow);
    near.disconnect();
    rows.slice(FIRST).forEach(line => near.observe(line));
    status.textContent = counted(shown.length, "topic") + (shown.length === topics.length ? "" : " of " + count(topics.length));
    const start = rows[0] && cellAt(rows[0], column);
    if (start) start.tabIndex = 0;
  }

  const cellAt = (line, number) => number === 0 ? line.firstChild.firstChild : line.children[number];
  const rowOf = cell => cell.closest(".row");
  const numberOf = cell => cell.matches("a") ? 0 : [...rowOf(cell).children].indexOf(cell);

  function go(line, number) {
    if (!line || !line.topic) return;
    fillRow(line);
    grid.querySelectorAll("[tabindex='0']").forEach(cell => { cell.tabIndex = -1; });
    const cell = cellAt(line, number);
    column = number;
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    reveal(cell);
  }

  // Below the sticky hours and beside the sticky topics.
  function reveal(cell) {
    const box = cell.getBoundingClientRect();
    const view = frame.getBoundingClientRect();
    const left = view.left + head.firstChild.offsetWidth;
    const top = view.top + head.offsetHeight;
    if (!cell.matches("a")) {
      if (box.left < left) frame.scrollLeft -= left - box.left;
      if (box.right > view.right - 2) frame.scrollLeft += box.right - view.right + 2;
    }
    if (box.top < top) frame.scrollTop -= top - box.top;
    if (box.bottom > view.bottom - 18) frame.scrollTop += box.bottom - view.bottom + 18;
    rowOf(cell).scrollIntoView({ block: "nearest" });
  }

  function hrefOf(cell) {
    return route({ t: rowOf(cell).topic.name, h: hourIds[numberOf(cell) - 1] });
  }

  grid.addEventListener("keydown", event => {
    const cell = event.target.closest("[role=gridcell], a");
    if (!cell) return;
    const line = rowOf(cell);
    const number = numberOf(cell);
    const lines = grid.children;
    const at = [...lines].indexOf(line);
    const all = event.ctrlKey || event.metaKey;
    const moves = {
      ArrowRight: [at, number + 1], ArrowLeft: [at, number - 1], ArrowDown: [at + 1, number], ArrowUp: [at - 1, number],
      PageDown: [at + 10, number], PageUp: [at - 10, number],
      Home: [all ? 1 : at, 0], End: [all ? lines.length - 1 : at, hours.length],
    };
    if (event.key === "Enter" && number > 0) location.hash = hrefOf(cell);
    else if (event.key === "Escape") hideTip();
    else if (moves[event.key]) {
      const [to, next] = moves[event.key];
      go(lines[Math.max(1, Math.min(lines.length - 1, to))], Math.max(0, Math.min(hours.length, next)));
    } else return;
    if (event.key !== "Enter" || number > 0) event.preventDefault();
  });
  grid.addEventListener("click", event => {
    const cell = event.target.closest("[role=gridcell]");
    if (cell) location.hash = hrefOf(cell);
  });

  function showTip(cell) {
    const topic = rowOf(cell).topic;
    const hour = hourOf(topic, numberOf(cell) - 1);
    tip.replaceChildren(...tipContent(topic, hour));
    tip.hidden = false;
    const box = cell.getBoundingClientRect();
    const below = box.bottom + 8 + tip.offsetHeight < innerHeight;
    tip.style.left = Math.max(8, Math.min(innerWidth - tip.offsetWidth - 8, box.left + box.width / 2 - tip.offsetWidth / 2)) + "px";
    tip.style.top = (below ? box.bottom + 8 : Math.max(8, box.top - tip.offsetHeight - 8)) + "px";
  }
  function hideTip() {
    tip.hidden = true;
  }
  for (const name of ["mouseover", "focusin"]) {
    grid.addEventListener(name, event => {
      const cell = event.target.closest("[role=gridcell]");
      if (cell) showTip(cell);
      else hideTip();
    });
  }
  grid.addEventListener("mouseleave", hideTip);
  grid.addEventListener("focusout", hideTip);
  // The keyboard scrolls too, and then the numbers stay beside their hour.
  function follow() {
    const cell = document.activeElement;
    if (!tip.hidden && cell.matches("[role=gridcell]:focus-visible")) showTip(cell);
    else hideTip();
  }
  for (const scrolled of [window, frame]) scrolled.addEventListener("scroll", follow, { passive: true });

  for (const input of [find, only, order]) {
    input.addEventListener("input", () => {
      keep({ find: find.value, only: only.checked, order: order.value });
      fill();
    });
  }

  section.append(
    el("form", { class: "filter", role: "search", onsubmit: event => event.preventDefault() },
      el("label", { for: "find" }, "Topics"), find,
      el("label", { class: "check", for: "only" }, only, " only topics with problems"),
      el("label", { for: "order" }, "Order"), order, status),
    frame, legend(), tip);
  grid.style.setProperty("--hours", hours.length);
  fill();
  frame.scrollLeft = frame.scrollWidth;
  if (!topics.length) frame.replaceWith(el("p", {}, "No topics in these hours."));
}

function legend() {
  const used = new Set();
  topics.forEach(topic => hours.forEach((hour, i) => used.add(stateOf(topic, i))));
  return el("ul", { class: "legend", "aria-label": "Legend" },
    WORST_FIRST.filter(state => used.has(state) && state !== "none")
      .map(state => el("li", { title: STATES[state].help }, icon(state), STATES[state].label)),
    topics.some(topic => Object.keys(topic.left).length)
      ? el("li", { title: "some records are in dead letters or were skipped" }, el("span", { class: "cell complete left", "aria-hidden": "true" }, "\u00d7"), "with records left out")
      : null);
}

function tipContent(topic, hour) {
  const state = stateOf(topic, hour.i);
  const lines = [
    el("p", { class: "tip-title" }, topic.name),
    el("p", {}, shortTime(hours[hour.i]), " ", icon(state), " ",
      el("strong", { class: STATES[state].wrong ? "bad" : null }, stateWords(state, hour))),
  ];
  if (hour.reason) lines.push(el("p", {}, hour.reason));
  if (hour.known) {
    const pair = (name, number) => [el("dt", {}, name), el("dd", {}, count(number))];
    lines.push(el("dl", {},
      hour.sums.tiers.map(([tier, sum]) => pair(tier, sum)),
      pair("brokers", hour.sums.held),
      hour.sums.left ? pair("left out", hour.sums.left) : null,
      pair("written", hour.sums.held - hour.sums.left),
      hour.sums.late ? pair("of which late", hour.sums.late) : null));
  }
  if (hour.files) lines.push(el("p", {}, counted(hour.files, "file") + ", " + bytes(hour.bytes)));
  return lines;
}
