// Runs as charts drawn by uPlot, and as a table. Runs are side by side, not on a time scale, so short ones
// are as visible as long ones.
const charts = new Set();
// The minimum number of bars that have room, so that two runs do not look like two walls.
const LEAST = 8;
const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function chart(place, title, { text: unit, steps }, rows, series) {
  const labels = rows.map(run => run.at);
  // Stacked: each series is drawn up to the sum of those below it, the highest first.
  const sums = [];
  const below = rows.map(() => 0);
  for (const one of series) {
    rows.forEach((run, i) => { below[i] += one.value(run) || 0; });
    sums.push([...below]);
  }
  const order = series.map((one, i) => i).reverse();
  const text = name => () => color(name);
  const axis = { stroke: text("--muted"), grid: { stroke: text("--line"), width: 1 }, ticks: { show: false }, font: "12px system-ui, sans-serif" };
  const options = {
    title, width: 300, height: 200, cursor: { y: false, drag: { x: false, y: false } },
    legend: { show: true },
    scales: { x: { time: false, range: [-0.7, Math.max(rows.length, LEAST) - 0.3] }, y: { range: (u, low, high) => [0, (high || 1) * 1.05] } },
    axes: [
      { ...axis, size: 26, grid: { show: false }, splits: (u, index, low, high) => ticks(rows.length, u.width), values: (u, at) => at.map(i => labels[i] ? shortTime(labels[i]) : "") },
      { ...axis, size: 68, incrs: steps, space: 36, values: (u, at) => at.map(value => value ? unit(value) : "0") },
    ],
    series: [
      { label: "run", value: (u, i) => i == null ? "\u2013" : labels[i] ? shortTime(labels[i]) : "" },
      ...order.map(i => ({
        label: series[i].label, points: { show: false }, width: 0,
        fill: text(series[i].color), stroke: text(series[i].color),
        paths: uPlot.paths.bars({ size: [0.7, 24], radius: 0 }),
        value: (u, sum, s, at) => at == null ? "\u2013" : unit(series[i].value(rows[at]) || 0),
      })),
    ],
  };
  const u = new uPlot(options, [rows.map((run, i) => i), ...order.map(i => sums[i])], place);
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", title + "; the table below has the numbers");
  const fit = () => {
    const width = place.clientWidth;
    if (width && width !== u.width) u.setSize({ width, height: Math.max(180, Math.min(280, width / 2.4)) });
  };
  new ResizeObserver(fit).observe(place);
  fit();
  charts.add(u);
}

// How numbers are written, and the steps of their axis.
const SECONDS = { text: duration, steps: [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400] };
const BYTES = { text: bytes, steps: Array.from({ length: 60 }, (_, power) => 2 ** power) };
const NUMBERS = { text: number => count(Math.round(number)), steps: Array.from({ length: 15 }, (_, power) => [1, 2, 5].map(step => step * 10 ** power)).flat() };

// The runs whose labels fit.
function ticks(length, width) {
  const step = Math.max(1, Math.ceil(110 * Math.max(length, LEAST) / Math.max(1, width - 68)));
  const at = [];
  for (let i = 0; i < length; i += step) at.push(i);
  return at;
}

function redrawCharts() {
  charts.forEach(chart => chart.redraw(false, false));
}

function runSection(section) {
  const all = runs();
  if (!all.length) {
    section.append(el("p", {}, "No run began in these hours."));
    return;
  }
  const known = all.filter(run => run.millis != null && run.total).slice(0, innerWidth < 700 ? 36 : 96).reverse();
  const stages = rest().runs.stages;
  if (known.length) {
    const places = [1, 2, 3].map(() => el("div", { class: "chart" }));
    section.append(el("div", { class: "charts" }, places));
    whenNear(places[0], () => {
      const used = stages.map((label, i) => ({ label, color: "--stage-" + i, value: run => run.stages[i] / 1000 }))
        .filter(stage => known.some(run => stage.value(run) > 0));
      chart(places[0], "Duration by stage", SECONDS, known, used.length ? used
        : [{ label: "duration", color: "--stage-2", value: run => run.millis / 1000 }]);
      chart(places[1], "Bytes in data files", BYTES, known, [{ label: "bytes", color: "--stage-2", value: run => run.total.bytes }]);
      chart(places[2], "Data files", NUMBERS, known, [{ label: "files", color: "--stage-3", value: run => run.total.files }]);
    });
  }
  const total = (key, text) => ({ text: run => run.total ? text(run.total[key]) : "\u2013", value: run => run.total && run.total[key], right: true });
  section.append(table({
    caption: "Runs, newest first", rows: all, page: 10,
    note: run => run.detail || null,
    columns: [
      { title: "began", text: run => shortTime(run.at), value: run => run.at, kind: "time" },
      { title: "ended", text: run => run.verdict, value: run => run.verdict, tone: run => ({ done: "good", rejections: "warning", died: "warning", partial: "bad", failed: "bad" })[run.verdict] },
      { title: "duration", text: run => dash(run.millis, millis => duration(millis / 1000)), value: run => run.millis, right: true },
      { title: "messages", ...total("messages", count) },
      { title: "bytes", ...total("bytes", bytes) },
      { title: "files", ...total("files", count) },
      { title: "rejected", ...total("rejected", count), tone: run => run.total && run.total.rejected ? "warning" : null },
      { title: "tasks", text: run => dash(run.tasks, count), value: run => run.tasks, right: true },
      { title: "skew", text: run => run.skew ? (run.skew.most / Math.max(1, run.skew.median)).toFixed(1) + "\u00d7" : "\u2013", value: run => run.skew && run.skew.most / Math.max(1, run.skew.median), right: true },
      { title: "largest partition", text: run => run.skew ? run.skew.partition + ", " + bytes(run.skew.partitionBytes) : "\u2013", value: run => run.skew && run.skew.partitionBytes, kind: "name" },
      { title: "run", text: run => run.run, value: run => run.run, kind: "name" },
    ],
  }), el("p", { class: "about" }, "Skew: bytes of the largest task, as a multiple of the median."), omitted(rest().runs.omitted) || "");
}
