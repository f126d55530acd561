// A text area that says what it holds while somebody types, not only when it is left.
const PAUSE = 250; // ms without a key, after which the text is reported

const MOST_CELLS = 200000; // of a table that is read as one; else its plain text is pasted
const LEADS_TO_ONE = /[0-9a-f]{24}|xhslink/i;

const oneLine = (cell) => {
  cell.querySelectorAll("br, p, div, li").forEach((one) => one.before(" "));
  return cell.textContent.replace(/\s+/g, " ").trim();
};
const quoted = (text) => (text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text);

// What is on the clipboard as rows and tabs, if it is one table: its plain text lacks the links behind cells, and
// breaks where a line ends inside a cell. What is merged over rows stands in each of them, and links
// beyond all columns, as in a sheet that is uploaded.
function table(html) {
  const page = new DOMParser().parseFromString(html, "text/html"); // nothing in it runs or loads
  page.querySelectorAll("style, script, title").forEach((one) => one.remove());
  const tables = page.querySelectorAll("table");
  const rows = tables.length === 1 ? [...tables[0].rows] : [];
  const isAlone = rows.length && page.body.textContent.trim() === tables[0].textContent.trim();
  if (!isAlone || (rows.length === 1 && rows[0].cells.length === 1)) return "";
  const grid = rows.map(() => []);
  const links = rows.map(() => []);
  let left = MOST_CELLS;
  for (const [at, row] of rows.entries()) {
    let column = 0;
    for (const cell of row.cells) {
      while (grid[at][column] !== undefined) column++;
      const text = oneLine(cell);
      const behind = [...cell.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"));
      const last = Math.min(rows.length, at + (cell.rowSpan || rows.length));
      left -= (last - at) * cell.colSpan;
      if (left < 0) return "";
      for (let below = at; below < last; below++) {
        grid[below].length = Math.max(grid[below].length, column);
        grid[below].splice(column, cell.colSpan, text, ...Array(cell.colSpan - 1).fill(""));
        if (!LEADS_TO_ONE.test(text)) {
          links[below].push(...behind.filter((link) => LEADS_TO_ONE.test(link)));
        }
      }
    }
  }
  const width = Math.max(...grid.map((cells) => cells.length));
  const whole = (cells, at) => (links[at].length ? [...cells, ...Array(width - cells.length)] : cells);
  const lines = grid.map((cells, at) => [...whole(cells, at), ...links[at]]);
  return lines.map((cells) => Array.from(cells, (one) => quoted(one ?? "")).join("\t")).join("\n");
}

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
  box.onpaste = (event) => {
    const rows = table(event.clipboardData.getData("text/html"));
    if (!rows) return;
    event.preventDefault();
    // The command, old as it is, keeps what can be undone, and the most that the box takes.
    if (!document.execCommand("insertText", false, rows)) {
      box.setRangeText(rows.slice(0, data.limit), box.selectionStart, box.selectionEnd, "end");
      box.oninput();
    }
  };
  box.onblur = report; // before the click that ends the typing
  box.onkeydown = ({ key }) => {
    if (key === "Escape") report(); // it closes what the box is in
  };
  return report; // also when the page puts another box in place of this one
}
