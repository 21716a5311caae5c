// A table that sorts by its columns and shows more rows on request.
// A column: title, text(row), value(row) to sort by, tone(row), link(row), kind (a class), right (a number).
function table(options) {
  const { caption, columns, rows, note, page = 25 } = options;
  let shown = page;
  let sorted = rows;
  let by = null;
  const body = el("tbody");
  const more = el("button", { type: "button", class: "more", onclick: () => { shown += 10 * page; fill(); } });
  const heads = columns.map(column => {
    const head = el("th", { scope: "col", class: column.right && "n" });
    if (!column.value) {
      head.append(column.title);
      return head;
    }
    head.append(el("button", { type: "button", onclick: () => sort(column, head) }, column.title));
    return head;
  });

  function sort(column, head) {
    const descending = by && by.column === column ? !by.descending : Boolean(column.right);
    by = { column, descending };
    heads.forEach(other => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    sorted = [...rows].sort((a, b) => {
      const x = column.value(a);
      const y = column.value(b);
      if (x == null || y == null) return (x == null) - (y == null);
      const order = typeof x === "string" ? x.localeCompare(y) : x - y;
      return descending ? -order : order;
    });
    fill();
  }

  function cell(column, row, first) {
    const text = column.text(row);
    const tone = column.tone && column.tone(row);
    const href = column.link && column.link(row);
    let content = href ? el("a", { href }, text) : text;
    if (tone) content = el("span", { class: tone }, content);
    return el(first ? "th" : "td",
      { scope: first && "row", class: [column.right && "n", column.kind].filter(Boolean).join(" ") || null },
      content);
  }

  function fill() {
    const lines = [];
    for (const row of sorted.slice(0, shown)) {
      lines.push(el("tr", {}, columns.map((column, i) => cell(column, row, i === 0))));
      const text = note && note(row);
      if (text) lines.push(el("tr", { class: "note" }, el("td", { colspan: columns.length }, text)));
    }
    body.replaceChildren(...lines);
    more.hidden = shown >= rows.length;
    more.textContent = count(rows.length - shown) + " more";
  }

  fill();
  const region = el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": caption },
    el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, heads)), body));
  region.addEventListener("whole", () => {
    shown = Math.max(shown, Math.min(rows.length, 500));
    fill();
  });
  return el("div", {}, region, more);
}

// Which rows are not in the report.
function omitted([rows, command]) {
  return rows
    ? el("p", { class: "about" }, count(rows) + " more are not on this page: ", el("code", {}, command))
    : null;
}
