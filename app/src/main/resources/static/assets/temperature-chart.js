// Draws a logger's recording from the JSON beside it, with its limit and every reading above it; without this script the table below says the same.
for (const box of document.querySelectorAll("[data-temperatures]")) {
  const points = JSON.parse(box.dataset.temperatures).map((p) => [p.at, Number(p.celsius)]);
  const limit = Number(box.dataset.limit);
  const ends = points.length > 0 ? [points[0][0], points[points.length - 1][0]] : [];
  const chart = window.echarts.init(box, null, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    grid: { left: 64, right: 24, top: 36, bottom: 32 },
    legend: { top: 0 },
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: { type: "time" },
    yAxis: { type: "value", name: "°C", scale: true },
    series: [
      { name: box.dataset.label, type: "line", symbol: "none", color: "#0b5d7a", data: points },
      { name: `${box.dataset.limitLabel} ${limit} °C`, type: "line", symbol: "none", color: "#b3261e", lineStyle: { type: "dashed" },
        data: ends.map((at) => [at, limit]) },
      { name: `> ${limit} °C`, type: "scatter", symbolSize: 9, color: "#b3261e", data: points.filter((p) => p[1] > limit) },
    ],
  });
  window.addEventListener("resize", () => chart.resize());
}
