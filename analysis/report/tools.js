"use strict";
// Shared by the charts: a drawing in pixels of the column, axes, legends, values that can be read with pointer and keys.

const colour = i => `var(--c${i % 8})`;
const narrow = width => width < 560;
const fixed = digits => d3.format(`,.${digits}f`);
const minus = text => text.replace("-", "−");

/** A number with as many decimals as its size asks for. */
function plain(value) {
  if (value === null || !isFinite(value)) return "–";
  const size = Math.abs(value);
  return minus(d3.format(size >= 100 || value === 0 ? ",.0f" : size >= 10 ? ",.1f" : size >= 0.095 ? ",.2f" : ",.3f")(value));
}
const percent = (share, digits = 1) => share === null ? "–" : minus(fixed(digits)(100 * share)) + " %";

/** "3.21 (3.05 to 3.40)" of {value, low, high}. */
const estimate = (e, text = plain) => text(e.value) + (e.low === null ? "" : ` (${text(e.low)} to ${text(e.high)})`);

/** An empty drawing of the host's width; `margin` = {top, right, bottom, left} around the plot of the given height. */
function drawing(host, plotHeight, margin) {
  const width = Math.max(260, host.chartWidth);
  const height = plotHeight + margin.top + margin.bottom;
  const svg = d3.select(host).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("aria-hidden", "true");
  const plot = svg.append("g").attr("transform", `translate(${margin.left},${margin.top})`);
  return {svg, plot, width: width - margin.left - margin.right, height: plotHeight};
}

function legend(host, items) {
  const list = d3.select(host).append("ul").attr("class", "legend").attr("aria-hidden", "true");
  for (const [name, fill, shape] of items) {
    const item = list.append("li");
    item.append("i").attr("class", shape || "").style("background", fill).style("border-color", fill);
    item.append("span").text(name);
  }
}

function axisX(g, scale, height, label, format, ticks) {
  const values = ticks || scale.ticks(Math.max(2, Math.floor(Math.abs(scale.range()[1] - scale.range()[0]) / 75)));
  for (const v of values) {
    g.append("line").attr("class", "grid").attr("x1", scale(v)).attr("x2", scale(v)).attr("y2", height);
    g.append("text").attr("class", "soft").attr("x", scale(v)).attr("y", height + 17).attr("text-anchor", "middle").text(format(v));
  }
  if (label)
    g.append("text").attr("class", "soft").attr("x", scale.range()[1]).attr("y", height + 35).attr("text-anchor", "end").text(label);
}

function axisY(g, scale, width, label, format) {
  for (const v of scale.ticks(5)) {
    g.append("line").attr("class", "grid").attr("x2", width).attr("y1", scale(v)).attr("y2", scale(v));
    g.append("text").attr("class", "soft").attr("x", -8).attr("y", scale(v)).attr("dy", "0.32em").attr("text-anchor", "end").text(format(v));
  }
}

/** Makes drawn things readable: what the tip says about each. */
const reads = (selection, text) => selection.classed("mark", true).attr("data-tip", text);

/** Where names of rows stand: in a column at the left, or above the row where there is no room. */
function rowLayout(host, names, options = {}) {
  const above = narrow(host.chartWidth);
  const longest = d3.max(names, n => n.length) || 0;
  const left = above ? 2 : Math.min(options.most || 300, 7.1 * longest + 16);
  const step = (options.step || 26) + (above ? 18 : 0);
  const middle = i => i * step + (above ? 18 + (options.step || 26) / 2 : step / 2);
  const label = (g, name, i, extra) => {
    const room = Math.floor((above ? host.chartWidth - 10 : left - 12) / 6.6);
    g.append("text").attr("x", above ? 0 : -12).attr("class", above ? "halo" : "").attr("y", above ? i * step + 14 : middle(i)).attr("dy", above ? 0 : "0.32em")
      .attr("text-anchor", above ? "start" : "end").attr("font-weight", extra ? 600 : 400)
      .text(name.length > room ? name.slice(0, room - 1) + "…" : name);
  };
  return {above, left, step, middle, label, height: names.length * step};
}

/** A dot with its interval on a horizontal scale. */
function dotWithInterval(g, x, y, e, fill, tip, ring) {
  const [from, to] = x.range();
  const at = v => Math.max(Math.min(from, to), Math.min(Math.max(from, to), x(v) || from));
  const mark = g.append("g");
  const outside = v => v < Math.min(x.invert(from), x.invert(to)) - 1e-9 || v > Math.max(x.invert(from), x.invert(to)) + 1e-9;
  if (e.low !== null && e.high !== null) {
    for (const [end, sign, side] of [[e.low, "‹", -1], [e.high, "›", 1]])
      if (outside(end))
        mark.append("text").attr("class", "soft").attr("x", at(end) + 6 * side).attr("y", y).attr("dy", "0.3em").attr("text-anchor", "middle").text(sign);
    mark.append("line").attr("x1", at(e.low)).attr("x2", at(e.high)).attr("y1", y).attr("y2", y)
      .attr("stroke", fill).attr("stroke-width", 3).attr("stroke-opacity", 0.55).attr("stroke-linecap", "round");
  }
  mark.append("circle").attr("cx", at(e.value)).attr("cy", y).attr("r", ring ? 7 : 5).attr("stroke-width", 2)
    .attr("stroke", fill).attr("fill", ring ? "none" : fill);
  if (outside(e.value))
    mark.append("text").attr("class", "halo").attr("x", at(e.value) + (at(e.value) > (from + to) / 2 ? -12 : 12)).attr("y", y).attr("dy", "0.32em")
      .attr("text-anchor", at(e.value) > (from + to) / 2 ? "end" : "start").text(`${plain(e.value)} ×`);
  reads(mark, tip);
}

// The tip: follows the pointer, or the arrow keys within a chart.
const tipBox = document.getElementById("tip");

function showTip(mark, x, y) {
  tipBox.textContent = mark.getAttribute("data-tip");
  tipBox.hidden = false;
  const room = document.documentElement.clientWidth - tipBox.offsetWidth - 8;
  tipBox.style.left = Math.max(8, Math.min(room, x + 12 + window.scrollX)) + "px";
  tipBox.style.top = y + 16 + window.scrollY + "px";
}

function hideTip(host) {
  tipBox.hidden = true;
  host.querySelectorAll(".current").forEach(m => m.classList.remove("current"));
}

function readable(host) {
  host.addEventListener("pointermove", event => {
    const mark = event.target.closest(".mark");
    if (mark) showTip(mark, event.clientX, event.clientY);
    else hideTip(host);
  });
  host.addEventListener("pointerleave", () => hideTip(host));
  host.addEventListener("blur", () => hideTip(host));
  host.addEventListener("keydown", event => {
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    if (event.key === "Escape") hideTip(host);
    if (!step) return;
    event.preventDefault();
    const marks = [...host.querySelectorAll(".mark")];
    if (!marks.length) return;
    const before = marks.findIndex(m => m.classList.contains("current"));
    const next = marks[before < 0 ? (step > 0 ? 0 : marks.length - 1) : (before + step + marks.length) % marks.length];
    hideTip(host);
    next.classList.add("current");
    const box = next.getBoundingClientRect();
    showTip(next, box.left + box.width / 2, box.bottom - 8);
  });
}
