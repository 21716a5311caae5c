const root = document.documentElement;
const overview = byId("overview");
const details = byId("detail");
const title = document.title;

// Shows the overview, or the details at an address. The scroll position of the overview is kept for the way back.
function show() {
  const at = routed();
  const content = at.t != null && (detail(at) || [crumbs({ t: at.t }), heading(1, "Not in this report"), el("p", {}, "This report has no such topic, hour or file.")]);
  const inside = Boolean(content);
  if (inside && !overview.hidden) place = scrollY;
  overview.hidden = inside;
  details.hidden = !inside;
  root.classList.toggle("inside", inside);
  details.replaceChildren(...(content || []).filter(Boolean));
  document.title = inside ? details.querySelector("h1").textContent + " \u2013 " + title : title;
  if (inside) {
    scrollTo(0, 0);
    details.focus({ preventScroll: true });
  } else if (location.hash.length > 2) {
    byId(location.hash.slice(1))?.scrollIntoView();
  } else scrollTo(0, place);
}
let place = 0;

function themes() {
  const button = byId("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const current = () => root.dataset.theme || (dark.matches ? "dark" : "light");
  function apply(theme) {
    if (theme) root.dataset.theme = theme;
    const other = current() === "dark" ? "light" : "dark";
    button.textContent = other === "dark" ? "Dark" : "Light";
    button.setAttribute("aria-label", "Use the " + other + " theme");
    redrawCharts();
  }
  button.hidden = false;
  button.addEventListener("click", () => {
    const theme = current() === "dark" ? "light" : "dark";
    keep({ theme });
    apply(theme);
  });
  dark.addEventListener("change", () => apply());
  apply(kept().theme);
}

// A live page reloads while nobody uses it. If the server does not answer, this page stays.
function reload() {
  if (!main.reload) return;
  let used = 0;
  for (const name of ["keydown", "pointerdown", "wheel"]) addEventListener(name, () => { used = Date.now(); }, { passive: true });
  setInterval(async () => {
    if (document.hidden || Date.now() - used < 10000) return;
    try {
      const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
      if (!answer.ok) throw new Error("status " + answer.status);
      keep({ scroll: scrollY });
      location.reload();
    } catch (error) {
      byId("made").classList.add("warning");
      byId("made").textContent = "not updated since " + main.at + " " + main.zone;
    }
  }, Math.max(5, main.reload) * 1000);
}

// In print, everything is light and open.
function printing() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("section:not(#terminal) details:not([open])")];
    opened.forEach(element => { element.open = true; });
    document.querySelectorAll(".scroll").forEach(region => region.dispatchEvent(new Event("whole")));
    root.classList.add("print");
    redrawCharts();
  });
  addEventListener("afterprint", () => {
    opened.forEach(element => { element.open = false; });
    root.classList.remove("print");
    redrawCharts();
  });
}

heatMap(byId("completeness"));
byId("tiers").append(waterfall(main.total, "Messages of all topics"));
performance.mark("camus-first-screen");
themes();
reload();
printing();
addEventListener("hashchange", () => {
  if (!history.state) history.replaceState(carried, "");
  show();
});

if (routed().t != null) show();
// The rest comes after the first screen.
requestAnimationFrame(() => setTimeout(() => {
  performance.mark("camus-rest");
  lagSection(byId("lag"));
  runSection(byId("runs"));
  sizeSection(byId("files"));
  letterSection(byId("letters"));
  if (routed().t == null && location.hash.length > 2) show();
  else if (kept().scroll) scrollTo(0, kept().scroll);
  root.classList.add("ready");
  performance.mark("camus-ready");
}));
