// Elements. Text goes in as text, never as HTML.
function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter(child => child != null));
  return element;
}

const byId = id => document.getElementById(id);

// Calls back once, when an element is about to be seen, and before printing.
function whenNear(element, build) {
  const observer = new IntersectionObserver(
    entries => {
      if (entries.some(entry => entry.isIntersecting)) once();
    },
    { rootMargin: "600px" });
  function once() {
    observer.disconnect();
    pending.delete(once);
    build();
  }
  pending.add(once);
  observer.observe(element);
}
const pending = new Set();
addEventListener("beforeprint", () => [...pending].forEach(build => build()));

// The state of the page in its history entry: it survives a reload, and needs no storage.
function kept() {
  return history.state || {};
}

function keep(changes) {
  carried = { ...kept(), ...changes };
  history.replaceState(carried, "");
}
// A new address has a new entry, which takes over what the reader has set.
let carried = kept();
