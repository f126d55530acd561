// The chart as it stood, shown in its place from when Streamlit takes it away until the next stands.
const QUIET = 50; // ms without a change, after which a chart is taken to be finished
const GONE = 200; // ms after which a chart that is not coming back is gone

const sizeOf = ({ offsetWidth, offsetHeight }) => `${offsetWidth} × ${offsetHeight}`;

function seen(room) {
  const drawn = (plot) => plot.querySelector(".svg-container .main-svg");
  const visible = (plot) => plot.checkVisibility?.({ visibilityProperty: true });
  return [...room.querySelectorAll(".js-plotly-plot")].find((plot) => drawn(plot) && visible(plot));
}

function fits(plot) { // Plotly draws a new one as wide as it thinks first, and then as wide as it is
  return Math.abs(parseFloat(plot.querySelector(".svg-container").style.width) - plot.offsetWidth) < 2;
}

function pictureOf(plot) {
  const picture = plot.querySelector(".svg-container").cloneNode(true);
  picture.querySelectorAll(".hoverlayer, .modebar").forEach((one) => one.remove());
  return picture;
}

export default function ({ parentElement }) {
  const room = parentElement.host.closest("[data-testid=stVerticalBlock]");
  const front = parentElement.querySelector("figure");
  const kept = (front.kept ??= {});
  function keep(plot) {
    Object.assign(kept, { plot, picture: pictureOf(plot), size: sizeOf(room) });
  }
  function show() {
    const { left, top } = room.getBoundingClientRect();
    Object.assign(front.style, { left: `${left}px`, top: `${top}px` });
    front.append(kept.picture);
    setTimeout(leave, GONE);
  }
  function leave() {
    if (seen(room) || !room.querySelector(".stPlotlyChart")) front.replaceChildren();
  }
  function look() {
    clearTimeout(kept.waiting);
    const plot = seen(room);
    if (plot && (fits(plot) || !kept.picture)) {
      front.replaceChildren();
      if (plot !== kept.plot) keep(plot);
      kept.waiting = setTimeout(keep, QUIET, plot);
    } else if (!front.firstChild && kept.size === sizeOf(room)) {
      show(); // not in another window than it was drawn for, nor in a hidden tab
    }
  }
  kept.watch ??= new MutationObserver(look);
  kept.watch.observe(room, { childList: true, subtree: true, attributeFilter: ["style"] });
  look();
  return () => {
    clearTimeout(kept.waiting);
    kept.watch.disconnect();
  };
}
