// The headline with where the numbers are from; words are text, never markup.
export default function ({ data, parentElement }) {
  const header = parentElement.querySelector("header");
  header.style.setProperty("--u", data.scale);
  header.classList.toggle("narrow", data.narrow);
  header.querySelector("h1").textContent = data.headline;
  header.querySelector("strong").textContent = data.mark;
  header.querySelector("span").textContent = data.source;
}
