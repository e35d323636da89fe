// Charts: each [data-chart] holds the data of one; texts come ready from the server, axes are formatted here.
"use strict";

const SHARES = new Set(["rate", "attainment"]);

function theme() {
  const css = getComputedStyle(document.documentElement);
  const of = (name) => css.getPropertyValue(name).trim();
  return { ink: of("--ink"), quiet: of("--quiet"), line: of("--line"), paper: of("--paper"),
    colours: [1, 2, 3, 4, 5, 6].map((n) => of(`--chart-${n}`)) };
}

function axisFormat(chart) {
  const isShare = chart.series.every((s) => SHARES.has(s.kind));
  const format = new Intl.NumberFormat(chart.language, isShare ? { style: "percent" } : { notation: "compact", maximumFractionDigits: 1 });
  return (value) => format.format(value);
}

function options(chart, look, isNarrow) {
  const lies = chart.kind === "bar" || chart.kind === "funnel";
  const text = { color: look.quiet, fontSize: 12 };
  const longest = Math.max(...chart.categories.map((c) => c.length));
  const categories = {
    type: "category", data: chart.categories, inverse: lies, axisTick: { show: false },
    axisLine: { lineStyle: { color: look.line } },
    axisLabel: { ...text, hideOverlap: true, width: lies && isNarrow ? 110 : 170, overflow: "truncate",
      interval: lies || chart.categories.length <= (isNarrow ? 8 : 31) ? "auto" : Math.ceil(chart.categories.length / (isNarrow ? 6 : 12)) - 1,
      rotate: !lies && chart.categories.length * longest > (isNarrow ? 30 : 120) ? 40 : 0 },
  };
  const figures = [...chart.series, ...chart.band].flatMap((s) => s.values).filter((v) => v !== null);
  const isShareOfWhole = chart.series.every((s) => s.kind === "rate") && Math.max(...figures) > 0.8 && Math.max(...figures) <= 1;
  const values = {
    type: "value", max: chart.kind === "funnel" ? Math.max(...figures) : isShareOfWhole ? 1 : undefined, axisLabel: { ...text, formatter: axisFormat(chart), hideOverlap: true },
    splitLine: { lineStyle: { color: look.line } }, show: chart.kind !== "funnel", splitNumber: isNarrow ? 3 : 5,
  };
  return {
    color: look.colours, animation: false, aria: { enabled: true },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    title: { text: chart.title, left: 0, top: 0, textStyle: { color: look.ink, fontSize: 14, fontWeight: 600, width: isNarrow ? 300 : 900, overflow: "truncate" } },
    legend: { show: chart.series.length > 1 && chart.kind !== "funnel", type: "scroll", top: 24, left: 0, textStyle: text, pageTextStyle: text },
    grid: { left: 8, right: chart.kind === "bar" ? 60 : 16, top: chart.series.length > 1 ? 62 : 40, bottom: 8, containLabel: true },
    tooltip: { renderMode: "richText", trigger: "axis", axisPointer: { type: "shadow" }, confine: true,
      backgroundColor: look.paper, borderColor: look.line, textStyle: { color: look.ink, fontSize: 12 }, formatter: (items) => tip(items, chart) },
    xAxis: lies ? values : categories, yAxis: lies ? categories : values,
    series: chart.kind === "funnel" ? funnel(chart, look) : [...band(chart, look), ...chart.series.map((s) => series(s, chart, look))],
  };
}

function tip(items, chart) {
  const n = items[0].dataIndex;
  const lines = [...chart.series, ...chart.band].filter((s) => s.labels[n]).map((s) => `${s.name}: ${s.labels[n]}`);
  return [chart.categories[n], ...lines].join("\n");
}

function series(s, chart, look) {
  const isLine = s.line || chart.kind === "line";
  const isOnly = chart.series.length === 1 && chart.categories.length <= 12;
  return {
    name: s.name, type: isLine ? "line" : "bar", data: s.values, connectNulls: false,
    stack: !isLine && chart.kind === "stacked" ? "all" : undefined, barMaxWidth: 34,
    symbol: chart.categories.length > 20 ? "none" : "circle", symbolSize: 5,
    lineStyle: s.line ? { type: "dashed", width: 2 } : { width: 2 },
    label: { show: isOnly && !isLine, position: chart.kind === "bar" ? "right" : "top", color: look.ink, formatter: (p) => s.labels[p.dataIndex] },
    emphasis: { disabled: true },
  };
}

// What is possible: an invisible line at the low end, and on top of it an area as high as the distance to the high end.
function band(chart, look) {
  if (chart.band.length !== 2) return [];
  const [low, high] = chart.band;
  const width = high.values.map((v, i) => (v === null || low.values[i] === null ? null : v - low.values[i]));
  const edge = { type: "line", stack: "band", symbol: "none", silent: true, lineStyle: { opacity: 0 }, emphasis: { disabled: true } };
  return [
    { ...edge, data: low.values },
    { ...edge, data: width, areaStyle: { color: look.quiet, opacity: 0.2 } },
  ];
}

// A funnel: bars in the middle, each with its number; the blank half before a bar is a bar too, without a colour.
function funnel(chart, look) {
  const [first] = chart.series;
  const widest = Math.max(...first.values.map((v) => v || 0));
  return [
    { type: "bar", stack: "funnel", silent: true, data: first.values.map((v) => (widest - (v || 0)) / 2), itemStyle: { color: "transparent" } },
    { name: first.name, type: "bar", stack: "funnel", barMaxWidth: 40, data: first.values, itemStyle: { color: look.colours[0], borderRadius: 4 },
      label: { show: true, position: "inside", color: look.ink, textBorderColor: look.paper, textBorderWidth: 3, fontWeight: 600,
        formatter: (p) => first.labels[p.dataIndex] } },
  ];
}

let drawn = [];

function found() {
  for (const { place, view } of drawn) if (!place.isConnected) view.dispose();
  drawn = drawn.filter(({ place }) => place.isConnected);
  const known = new Set(drawn.map(({ place }) => place));
  for (const place of document.querySelectorAll("[data-chart]")) {
    if (known.has(place)) continue;
    const chart = JSON.parse(place.dataset.chart);
    const lies = chart.kind === "bar" || chart.kind === "funnel";
    if (lies) place.style.height = `${Math.min(640, 90 + chart.categories.length * (chart.kind === "funnel" ? 44 : 18 + 16 * chart.series.length))}px`;
    drawn.push({ place, chart, view: echarts.init(place) });
  }
}

function draw() {
  const look = theme();
  for (const { place, chart, view } of drawn) {
    view.resize();
    view.setOption(options(chart, look, place.clientWidth < 560), true);
  }
}

function redraw() {
  found();
  draw();
}

redraw();
addEventListener("resize", draw);
document.addEventListener("htmx:afterSettle", redraw); // the reports were renewed without a reload
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
