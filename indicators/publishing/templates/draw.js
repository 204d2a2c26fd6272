// Draws the charts of a page with the bundled Vega: those in sight first, all when the page is idle or printed, anew when the theme changes.
"use strict";
(() => {
  const told = window.indicators;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const boxes = [...document.querySelectorAll("[data-chart]")];
  const drawn = new Map();

  async function draw(box) {
    const shade = dark.matches ? "dark" : "light";
    if (drawn.get(box) === shade) return;
    drawn.set(box, shade);
    const chart = told.charts[box.dataset.chart];
    const datasets = Object.fromEntries(chart.data.map(name => [name, structuredClone(told.data[name])]));
    const options = {actions: false, renderer: "svg", tooltip: {theme: shade}};
    await window.vegaEmbed(box, {...chart[shade], datasets}, options);
    box.closest(".chart").dataset.shade = shade;
    box.style.minHeight = "0";
  }

  const watcher = new IntersectionObserver(seen => seen.filter(one => one.isIntersecting).forEach(one => draw(one.target)), {rootMargin: "400px"});
  boxes.forEach(box => watcher.observe(box));
  const idle = window.requestIdleCallback || (work => setTimeout(work, 200));
  const all = async () => { for (const box of boxes) await draw(box); document.body.dataset.drawn = "all"; };
  idle(() => all(), {timeout: 3000});
  window.addEventListener("beforeprint", all);
  dark.addEventListener("change", all);
})();
