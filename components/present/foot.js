// The figures, the scenes as buttons, the keys of presenters' remotes, and how large the window is.
const STEPS = { PageDown: 1, ArrowRight: 1, ArrowDown: 1, PageUp: -1, ArrowLeft: -1, ArrowUp: -1 };
const PATIENCE = 2000; // ms in which what comes back may still be of the press before the last

function made(tag, words = "", more = {}) {
  return Object.assign(document.createElement(tag), { textContent: words }, more);
}

function figure({ value, name, words, color }) {
  const item = made("li"), said = made("span"), who = made("span", name);
  const dot = made("i");
  dot.style.background = color;
  if (color) who.prepend(dot);
  said.append(who, made("span", words, { className: "words" }));
  item.append(made("b", value), said);
  return item;
}

function measured(host) {
  const page = getComputedStyle(host.closest("[data-testid=stMainBlockContainer]") ?? host);
  const around = (...sides) => sides.reduce((sum, side) => sum + parseFloat(page[side]), 0);
  return [
    Math.round(innerWidth - around("paddingLeft", "paddingRight")),
    Math.round(innerHeight - around("paddingTop", "paddingBottom")),
  ];
}

function drawn(footer, data, at, go, leave) {
  const [list, scenes, steps, exit] = footer.querySelectorAll("ul, nav div");
  const place = data.steps.indexOf(at);
  const step = (by, sign, words) =>
    made("button", sign, {
      ariaLabel: words, title: words, disabled: !data.steps[place + by],
      onclick: () => go(data.steps[place + by]),
    });
  list.replaceChildren(...data.figures.map(figure));
  scenes.replaceChildren(
    ...data.scenes.map(({ key, label, own }) =>
      made("button", label, { ariaPressed: String(own.includes(at)), onclick: () => go(key) })),
  );
  steps.replaceChildren(step(-1, "‹", data.words.back), step(1, "›", data.words.next));
  exit.replaceChildren(made("button", data.words.exit, { title: "Esc", onclick: leave }));
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const footer = parentElement.querySelector("footer");
  const kept = (footer.kept ??= { at: null, pressed: 0 });
  footer.style.setProperty("--u", data.scale ?? 1);
  footer.hidden = !data.steps;
  // Two quick presses: the answer to the first must not take the second one back.
  if (Date.now() - kept.pressed > PATIENCE) kept.at = data.at;
  const buttons = () => [...footer.querySelectorAll("button")];
  function draw() {
    const focused = buttons().indexOf(parentElement.activeElement);
    if (data.steps) drawn(footer, data, kept.at, go, leave);
    buttons()[focused]?.focus();
  }
  const leave = () => setTriggerValue("exit", true);
  function go(key) {
    if (!key) return;
    Object.assign(kept, { at: key, pressed: Date.now() });
    draw();
    setTriggerValue("scene", key);
  }
  function onkeydown(event) {
    const by = STEPS[event.key];
    if (!data.steps || event.ctrlKey || event.metaKey || event.altKey) return;
    if (by) go(data.steps[data.steps.indexOf(kept.at) + by]);
    if (event.key === "Escape") leave();
    if (by || event.key === "Escape") event.preventDefault();
  }
  function onresize() {
    clearTimeout(kept.resizing);
    kept.resizing = setTimeout(() => report(measured(parentElement.host)), 200);
  }
  function report(size) {
    if (String(size) !== String(data.size)) setStateValue("size", size);
  }
  draw();
  report(measured(parentElement.host));
  kept.stop?.();
  addEventListener("keydown", onkeydown);
  addEventListener("resize", onresize);
  kept.stop = () => {
    clearTimeout(kept.resizing);
    removeEventListener("keydown", onkeydown);
    removeEventListener("resize", onresize);
  };
  return kept.stop;
}
