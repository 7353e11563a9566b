"use strict";
// Draws each table of numbers over time as stacked bars; the table stays, folded, for those who would rather read it.
(() => {
  const figures = [...document.querySelectorAll("figure[data-chart]")].filter((figure) => figure.querySelector("table"));
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(name).trim();
  const drawn = [];

  function read(table) {
    const names = [...table.querySelectorAll("thead th")].slice(1).map((cell) => cell.textContent);
    const rows = [...table.querySelectorAll("tbody tr")];
    return {
      labels: rows.map((row) => row.querySelector("th").textContent),
      series: names.map((name, n) => ({ name, data: rows.map((row) => Number(row.querySelectorAll("td")[n].textContent) || 0) })),
    };
  }

  function draw(figure) {
    const { labels, series } = read(figure.querySelector("table"));
    const canvas = figure.querySelector("canvas");
    const title = figure.querySelector("figcaption").textContent;
    figure.querySelector(".drawn").hidden = false;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `${title}: bars; the numbers are in the table below.`);
    const ink = color("--soft");
    drawn.push(new Chart(canvas, {
      type: "bar",
      data: {
        labels,
        datasets: series.map(({ name, data }, n) => ({
          label: name, data, backgroundColor: color(`--c${n % 9}`), borderColor: color("--paper"), borderWidth: { top: 1 }, maxBarThickness: 44,
        })),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: "index", intersect: false },
        scales: {
          x: { stacked: true, grid: { display: false }, ticks: { color: ink, maxRotation: 0, autoSkipPadding: 12 }, border: { color: ink } },
          y: { stacked: true, beginAtZero: true, ticks: { color: ink, precision: 0 }, grid: { color: color("--rule") }, border: { display: false } },
        },
        plugins: {
          legend: { display: series.length > 1, position: "bottom", align: "start", labels: { color: color("--ink"), boxWidth: 12, boxHeight: 12, padding: 10 } },
        },
      },
    }));
  }

  function drawAll() {
    while (drawn.length) drawn.pop().destroy();
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    figures.forEach(draw);
  }

  for (const figure of figures) figure.querySelector("details").open = false;
  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", () => { for (const chart of drawn) chart.resize(600, 220); });
  addEventListener("afterprint", () => { for (const chart of drawn) chart.resize(); });
})();
