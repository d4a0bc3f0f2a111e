// One function a kind of chart: it gets the host element and the data of the figure.
const charts = {};

/** Distributions as steps, with bands where there are intervals, and marks in rows above. */
charts.curves = (host, data) => {
  const marks = data.marks || [], rowHeight = 18;
  const {plot, width, height} = drawing(host, 230, {top: marks.length * rowHeight + 30, right: 16, bottom: 42, left: 48});
  const bins = data.curves[0].values.length - (data.open ? 1 : 0);
  const x = d3.scaleLinear([0, bins * data.step], [0, width]);
  const top = d3.max(data.curves, c => d3.max(c.values.slice(0, bins), v => v.high === null ? v.value : v.high));
  const y = d3.scaleLinear([0, top || 1], [height, 0]).nice(5);
  axisY(plot, y, width, data.y, v => percent(v, top < 0.02 ? 1 : 0));
  axisX(plot, x, height, data.x, plain2);
  plot.append("text").attr("class", "soft").attr("x", -44).attr("y", -12).text(data.y);
  const steps = of => values => "M0," + y(0) + values.slice(0, bins).map((v, i) => `L${x(i * data.step)},${y(of(v))}L${x((i + 1) * data.step)},${y(of(v))}`).join("");
  for (const curve of data.curves) {
    const line = steps(v => v.value)(curve.values);
    plot.append("path").attr("d", line + `L${width},${y(0)}Z`).attr("fill", colour(curve.colour)).attr("fill-opacity", 0.12);
    if (curve.values[0].low !== null) {
      const band = curve.values.slice(0, bins).map((v, i) => `M${x(i * data.step)},${y(v.high)}H${x((i + 1) * data.step)}V${y(Math.max(0, v.low))}H${x(i * data.step)}Z`).join("");
      plot.append("path").attr("d", band).attr("fill", colour(curve.colour)).attr("fill-opacity", 0.3);
    }
    plot.append("path").attr("d", line).attr("fill", "none").attr("stroke", colour(curve.colour)).attr("stroke-width", 2);
  }
  const rowOf = i => (i - marks.length) * rowHeight - 14;
  marks.forEach((m, i) => {
    const at = Math.min(width, x(m.at));
    plot.append("line").attr("x1", at).attr("x2", at).attr("y1", rowOf(i) - 8).attr("y2", height).attr("stroke", colour(m.colour))
      .attr("stroke-width", 1.5).attr("stroke-dasharray", m.published ? "4 3" : null);
  });
  marks.forEach((m, i) => {
    const at = Math.min(width, x(m.at));
    const text = plot.append("text").attr("class", "halo").attr("y", rowOf(i)).attr("font-weight", m.published ? 400 : 600).text(m.label);
    const long = text.node().getComputedTextLength();
    text.attr("x", Math.max(-40, Math.min(at + 5, width + 12 - long)));
  });
  for (let i = 0; i < bins; ++i) {
    const where = `${plain2(i * data.step)} to ${plain2((i + 1) * data.step)}: `;
    reads(plot.append("rect").attr("x", x(i * data.step)).attr("width", x(data.step)).attr("height", height).attr("fill", "transparent"),
      where + data.curves.map(c => `${c.name} ${estimate(c.values[i], v => percent(v))}`).join("; "));
  }
  plot.append("line").attr("class", "base").attr("x2", width).attr("y1", height).attr("y2", height);
  const items = data.curves.map(c => [c.name + (data.open ? `; ${percent(c.values[bins].value)} earn ${plain2(bins * data.step)} or more` : ""), colour(c.colour)]);
  if (data.curves.length > 1 || data.open) legend(host, items);
};
const plain2 = v => minus(d3.format(",~r")(+v.toPrecision(6)));

/** Rows of dots with intervals on one scale; `zero` keeps zero in sight, `difference` draws it as the line to be compared with. */
charts.dots = (host, data) => {
  const at = rowLayout(host, data.rows.map(r => r.name));
  const {plot, width, height} = drawing(host, at.height, {top: 6, right: 18, bottom: 42, left: at.left});
  const all = data.rows.flatMap(r => r.dots).filter(d => d.value !== null);
  // A few very wide intervals would hide all others: they run out of the picture, and the table has their ends.
  const spread = of => { const v = all.map(d => d[of]).filter(v => v !== null).sort(d3.ascending); return v.length > 8 ? [d3.quantile(v, 0.12), d3.quantile(v, 0.88)] : v; };
  const ends = d3.extent(all.map(d => d.value).concat(spread("low"), spread("high"),data.zero || data.difference ? [0] : [], data.reference === undefined ? [] : [data.reference]));
  const positive = all.map(d => d.value).filter(v => v > 0);
  const x = data.log ? d3.scaleLog([0.9 * Math.min(0.5, d3.min(positive) || 1), 1.1 * Math.max(2, d3.max(positive) || 1)], [8, width - 8]).clamp(true)
    : d3.scaleLinear(ends[0] === ends[1] ? [ends[0] - 1, ends[1] + 1] : ends, [8, width - 8]).nice(6);
  const ticks = data.log ? [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].filter(v => v >= x.domain()[0] && v <= x.domain()[1]) : null;
  const text = data.percent ? v => percent(v) : plain;
  axisX(plot, x, height, data.x, data.percent ? v => percent(v, 0) : data.log ? v => v + " ×" : plain2, ticks);
  const line = data.difference ? 0 : data.reference;
  if (line !== undefined) plot.append("line").attr("class", "base").attr("x1", x(line)).attr("x2", x(line)).attr("y2", height).style("stroke-width", 2);
  data.rows.forEach((row, i) => {
    at.label(plot, row.name, i, row.heading);
    row.dots.forEach(d => {
      if (d.value !== null)
        dotWithInterval(plot, x, at.middle(i), d, colour(d.of), `${row.name}, ${data.series[d.of]}: ${estimate(d, text)}`, d.of === 1);
    });
  });
  if (data.series.length > 1) legend(host, data.series.map((s, i) => [s, colour(i), i === 1 ? "ring" : "dot"]));
};

/** Shares of a whole, a bar for each row. */
charts.stack = (host, data) => {
  const fills = [0, 5, 1, 3, 2, 6, 4, 7];
  legend(host, data.names.map((n, i) => [n, colour(fills[i])]));
  const at = rowLayout(host, data.rows.map(r => r.name), {step: 30});
  const {plot, width, height} = drawing(host, at.height, {top: 2, right: 4, bottom: 24, left: at.left});
  const x = d3.scaleLinear([0, 1], [0, width]);
  axisX(plot, x, height, "", v => percent(v, 0), [0, 0.25, 0.5, 0.75, 1]);
  data.rows.forEach((row, i) => {
    at.label(plot, row.name, i, i === 0);
    const total = d3.sum(row.values);
    let from = 0;
    row.values.forEach((value, k) => {
      const share = value / total, left = x(from);
      reads(plot.append("rect").attr("x", left).attr("y", at.middle(i) - 11).attr("width", Math.max(0, x(share) - 1)).attr("height", 22)
        .attr("fill", colour(fills[k])), `${row.name}, ${data.names[k]}: ${percent(share)}`);
      if (x(share) > 34)
        plot.append("text").attr("x", left + x(share) / 2).attr("y", at.middle(i)).attr("dy", "0.34em").attr("text-anchor", "middle")
          .style("fill", [3, 5, 6].includes(fills[k]) ? "#10141a" : "var(--on-colour)").style("pointer-events", "none").text(fixed(0)(100 * share) + "%");
      from += share;
    });
  });
};

/** Bars with their values written at the end, and intervals. */
charts.bars = (host, data) => {
  const at = rowLayout(host, data.rows.map(r => r.name), {step: 28});
  const {plot, width, height} = drawing(host, at.height, {top: 2, right: 96, bottom: 4, left: at.left});
  const x = d3.scaleLinear([0, d3.max(data.rows, r => Math.max(r.value, r.high || 0)) || 1], [0, width]);
  data.rows.forEach((row, i) => {
    at.label(plot, row.name, i);
    const y = at.middle(i);
    reads(plot.append("rect").attr("y", y - 9).attr("width", Math.max(1, x(row.value))).attr("height", 18).attr("fill", colour(0)),
      `${row.name}: ${estimate(row, v => minus(fixed(0)(v)))} ${data.x}`);
    if (row.low !== null)
      plot.append("line").attr("x1", x(Math.max(0, row.low))).attr("x2", x(row.high)).attr("y1", y).attr("y2", y).attr("stroke", "var(--ink)").attr("stroke-width", 1.5);
    plot.append("text").attr("x", x(Math.max(row.value, row.high || 0)) + 7).attr("y", y).attr("dy", "0.32em").text(fixed(0)(row.value));
  });
  if (!at.above) plot.append("line").attr("class", "base").attr("y2", height);
};

/** Weeks by weekday, darker where there is more; the values are written into the cells where there is room. */
charts.heat = (host, data) => {
  const small = narrow(host.chartWidth), step = data.hours ? 30 : small ? 24 : 26, left = data.hours ? 40 : small ? 54 : 92;
  const {plot, width} = drawing(host, data.rows.length * step, {top: 22, right: 2, bottom: 4, left});
  const cell = width / data.columns.length, ends = d3.extent(data.cells, c => c.value);
  const strength = d3.scaleLinear([ends[0] === ends[1] ? ends[0] - 1 : ends[0], ends[1]], [0.06, 0.78]);
  const every = data.hours ? (small ? 6 : 2) : 1, written = !data.hours || cell > 26;
  data.columns.forEach((c, i) => i % every === 0 && plot.append("text").attr("class", "soft").attr("x", cell * (i + 0.5)).attr("y", -8).attr("text-anchor", "middle").text(c));
  data.rows.forEach((r, i) => plot.append("text").attr("class", "soft").attr("x", -8).attr("y", step * (i + 0.5)).attr("dy", "0.32em").attr("text-anchor", "end")
    .text(small && !data.hours ? r.slice(5) : r));
  const middle = (ends[0] + ends[1]) / 2;
  legend(host, [ends[0], middle, ends[1]].map((v, i) => [plain(v) + (i === 2 ? " " + data.unit : ""), `color-mix(in srgb, ${colour(0)} ${Math.round(100 * strength(v))}%, var(--paper))`]));
  for (const c of data.cells) {
    const g = plot.append("g").attr("transform", `translate(${cell * c.column},${step * c.row})`);
    g.append("rect").attr("width", cell - (data.hours ? 1 : 2)).attr("height", step - 2).attr("fill", colour(0)).attr("fill-opacity", strength(c.value));
    if (written) g.append("text").attr("x", cell / 2 - 1).attr("y", step / 2 - 1).attr("dy", "0.34em").attr("text-anchor", "middle")
      .style("fill", strength(c.value) > 0.64 ? "var(--on-colour)" : "var(--ink)").text(fixed(0)(c.value));
    reads(g, `${data.hours ? "" : "week from "}${data.rows[c.row]}, ${data.columns[c.column]}: ${plain(c.value)} ${data.unit}`);
  }
};

/** Countries: share of the time as bars, pay as dots beside the minimum wage. */
charts.countries = (host, data) => {
  const at = rowLayout(host, data.rows.map(r => r.name), {step: 22});
  const {plot, width, height} = drawing(host, at.height, {top: 22, right: 18, bottom: 42, left: at.left});
  const split = width * (at.above ? 0.34 : 0.36), gap = at.above ? 46 : 56;
  const share = d3.scaleLinear([0, d3.max(data.rows, r => r.share)], [0, split - gap]);
  const top = d3.max(data.rows, r => Math.max(r.minimum || 0, r.mean ? Math.max(r.mean.value, Math.min(r.mean.high || 0, 2 * r.mean.value)) : 0));
  const x = d3.scaleLinear([0, top || 1], [split, width - 6]).nice(5);
  axisX(plot, x, height, "mean pay, USD per hour online", plain2);
  plot.append("text").attr("class", "soft").attr("y", -8).text("time online");
  data.rows.forEach((row, i) => {
    const y = at.middle(i);
    at.label(plot, row.name, i);
    reads(plot.append("rect").attr("y", y - 7).attr("width", share(row.share)).attr("height", 14).attr("fill", colour(7)), `${row.name}: ${percent(row.share)} of the time online`);
    plot.append("text").attr("class", "soft").attr("x", share(row.share) + 5).attr("y", y).attr("dy", "0.32em").text(percent(row.share));
    if (row.minimum !== null)
      reads(plot.append("line").attr("x1", x(row.minimum)).attr("x2", x(row.minimum)).attr("y1", y - 8).attr("y2", y + 8).attr("stroke", colour(1)).attr("stroke-width", 3),
        `${row.name}: minimum wage ${plain(row.minimum)} USD/h`);
    if (row.mean)
      dotWithInterval(plot, x, y, row.mean, colour(0), `${row.name}: mean pay ${estimate(row.mean)} USD per hour online`);
  });
  legend(host, [["mean pay with its interval", colour(0), "dot"], ["statutory minimum wage", colour(1)], ["share of the time online", colour(7)]]);
};

/** Lorenz curves with the line of equality. */
charts.lorenz = (host, data) => {
  const side = Math.min(380, host.chartWidth - 70);
  const {plot} = drawing(host, side, {top: 8, right: host.chartWidth - side - 60, bottom: 42, left: 50});
  const x = d3.scaleLinear([0, 1], [0, side]), y = d3.scaleLinear([0, 1], [side, 0]);
  axisY(plot, y, side, data.y, v => percent(v, 0));
  axisX(plot, x, side, data.x, v => percent(v, 0));
  plot.append("text").attr("class", "soft halo").attr("x", 6).attr("y", 12).text(data.y);
  plot.append("line").attr("class", "base").attr("x2", side).attr("y1", side).attr("stroke-dasharray", "3 3");
  data.curves.forEach((curve, k) => {
    const at = i => i / (curve.values.length - 1);
    if (curve.values[0].low !== null)
      plot.append("path").attr("fill", colour(k)).attr("fill-opacity", 0.25).attr("d", d3.area().x((v, i) => x(at(i))).y0(v => y(v.low)).y1(v => y(v.high))(curve.values));
    plot.append("path").attr("fill", "none").attr("stroke", colour(k)).attr("stroke-width", 2.2).attr("stroke-dasharray", k ? "6 3" : null)
      .attr("d", d3.line().x((v, i) => x(at(i))).y(v => y(v.value))(curve.values));
    curve.values.forEach((v, i) => {
      if (i % 5 === 0 || curve.values.length < 20)
        reads(plot.append("circle").attr("cx", x(at(i))).attr("cy", y(v.value)).attr("r", 5).attr("fill", "transparent"),
          `${curve.name}: the first ${percent(at(i), 0)} hold ${estimate(v, s => percent(s))}`);
    });
  });
  if (data.curves.length > 1) legend(host, data.curves.map((c, k) => [c.name, colour(k)]));
};

/** Simulated over published on a logarithmic scale: the published range as a bar, the simulated value as a dot. */
charts.ratios = (host, data) => {
  const at = rowLayout(host, data.rows.map(r => r.name), {most: 270, step: 24});
  const {plot, width, height} = drawing(host, at.height, {top: 6, right: 20, bottom: 42, left: at.left});
  const x = d3.scaleLog([0.1, 10], [8, width - 8]).clamp(true);
  axisX(plot, x, height, data.x, v => v + " ×", narrow(host.chartWidth) ? [0.1, 0.5, 1, 2, 10] : [0.1, 0.2, 0.5, 1, 2, 5, 10]);
  plot.append("line").attr("class", "base").attr("x1", x(1)).attr("x2", x(1)).attr("y2", height);
  data.rows.forEach((row, i) => {
    const y = at.middle(i), from = x(Math.max(0.1, row.from)), to = x(Math.max(0.1, row.to));
    at.label(plot, row.name, i);
    reads(plot.append("rect").attr("x", from).attr("y", y - 7).attr("width", Math.max(2, to - from)).attr("height", 14).attr("rx", 3)
      .attr("fill", colour(7)).attr("fill-opacity", row.recalled ? 0 : 0.4).attr("stroke", colour(7)).attr("stroke-dasharray", row.recalled ? "3 2" : null), `${row.name}: ${row.tip}`);
    dotWithInterval(plot, x, y, row, row.inside ? colour(0) : colour(1), `${row.name}: ${row.tip}`, !row.inside);
  });
  legend(host, [["inside the range", colour(0), "dot"], ["outside", colour(1), "ring"], ["published range", colour(7)]]);
};

/** A week of one person: a line a day, coloured by activity. */
charts.life = (host, data) => {
  const fills = [0, 4, 3, 2, 6, 1, 7];
  legend(host, data.names.map((n, i) => [n, colour(fills[i])]).concat([["logged in", "var(--line)"]]));
  const step = 34;
  const {plot, width, height} = drawing(host, 7 * step, {top: 4, right: 10, bottom: 24, left: 40});
  const x = d3.scaleLinear([0, 24], [0, width]);
  axisX(plot, x, height, "", v => v + ":00", narrow(host.chartWidth) ? [0, 6, 12, 18, 24] : d3.range(0, 25, 3));
  data.days.forEach((day, i) => {
    const y = step * i;
    plot.append("text").attr("x", -8).attr("y", y + step / 2).attr("dy", "0.32em").attr("text-anchor", "end").text(day.name);
    for (const [from, to] of day.online)
      plot.append("rect").attr("x", x(from)).attr("width", x(to) - x(from)).attr("y", y + 4).attr("height", step - 8).attr("fill", "var(--line)");
    for (const [from, to, what] of day.stretches)
      reads(plot.append("rect").attr("x", x(from)).attr("width", Math.max(0.6, x(to) - x(from))).attr("y", y + 7).attr("height", step - 14).attr("fill", colour(fills[what])),
        `${day.name} ${clock(from)}: ${data.names[what]}, ${Math.round(60 * (to - from))} min`);
  });
};
const clock = hours => `${Math.floor(hours)}:${String(Math.floor(60 * hours) % 60).padStart(2, "0")}`;
