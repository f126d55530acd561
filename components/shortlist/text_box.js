// A text area that says what it holds while somebody types, not only when it is left.
const PAUSE = 250; // ms without a key, after which the text is reported

export default function ({ data, parentElement, setStateValue }) {
  const box = parentElement.querySelector("textarea");
  parentElement.querySelector("label").textContent = data.label;
  box.placeholder = data.placeholder;
  box.maxLength = data.limit;
  // What was typed here is newer than what the server knows, unless it has begun another text.
  if (box.turn !== data.turn) {
    clearTimeout(box.timer);
    Object.assign(box, { turn: data.turn, typed: false, timer: undefined });
  }
  if (!box.typed && box.value !== data.text) box.value = data.text;
  function report() {
    if (!box.timer) return;
    clearTimeout(box.timer);
    box.timer = undefined;
    setStateValue("typed", { text: box.value, turn: box.turn });
  }
  box.oninput = () => {
    box.typed = true;
    clearTimeout(box.timer);
    box.timer = setTimeout(report, PAUSE);
  };
  box.onblur = report; // before the click that ends the typing
  box.onkeydown = ({ key }) => {
    if (key === "Escape") report(); // it closes what the box is in
  };
  return report; // also when the page puts another box in place of this one
}
