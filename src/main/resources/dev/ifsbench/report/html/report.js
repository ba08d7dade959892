'use strict';
// Draws the charts that the page's data describe. Text comes in as text nodes only, and each chart's
// values stand in a table beside it.
(() => {
  const DASHES = ['', '7 3', '2 3', '10 3 2 3', '5 5', '1 3'];
  const SYMBOLS = [d3.symbolCircle, d3.symbolSquare, d3.symbolTriangle, d3.symbolDiamond,
    d3.symbolStar, d3.symbolCross];
  const CALLS = {
    MODIFY: [d3.symbolDiamond, 's1'], CREATE: [d3.symbolTriangle, 's3'], CLOSE: [d3.symbolTimes, 's5'],
    QUERY: [d3.symbolCircle, 's4'], SOCKET: [d3.symbolStar, 's0', 'a new socket'], CLOSE_SOCKET: [d3.symbolSquare, 's5'],
    DISPATCH: [d3.symbolPlus, 's4', 'a call finds its provider'],
    REDIRECTED: [d3.symbolWye, 's2', 'ReadFile, WriteFile'], STARTUP: [d3.symbolAsterisk, 's0'],
    UNKNOWN_HANDLE: [d3.symbolCross, 's3'], IMPORT: [d3.symbolDiamond2, 's2', 'a handle is imported'],
    CLEANUP: [d3.symbolAsterisk, 's5'], HANDLE_TABLE: [d3.symbolSquare2, 's0'],
  };
  const MOST_LANES = 24;
  const style = (i) => 's' + (i % SYMBOLS.length);
  const symbol = (i, size = 64) => d3.symbol(SYMBOLS[i % SYMBOLS.length], size)();
  const known = (p) => p.low !== null && p.high !== null;

  // Four figures at most, as in the tables.
  const number = (v) => {
    const size = Math.abs(v);
    if (size >= 1000) return d3.format('.0f')(v);
    return d3.format(size >= 10 ? '.1f' : size >= 0.1 || size === 0 ? '.2f' : '.3~g')(v);
  };
  const signed = (v) => (v > 0 ? '+' : '') + number(v);
  const axisNumber = (v) => d3.format(Math.abs(v) >= 1e5 ? '.3~s' : ',')(+v.toPrecision(10));
  const told = (p, unit) => number(p.value) + ' ' + unit
    + (known(p) ? ' [' + number(p.low) + ', ' + number(p.high) + ']' : ', no interval');

  // What is too long for a chart is whole in the table and in what the pointer shows.
  const shortened = (text, width) => {
    const most = Math.max(8, Math.floor(width / 7));
    return text.length > most ? text.slice(0, most - 1) + '\u2026' : text;
  };

  function canvas(at, height) {
    const width = Math.max(260, at.clientWidth || 640);
    at.replaceChildren();
    const svg = d3.select(at).append('svg').attr('viewBox', [0, 0, width, height])
      .attr('aria-hidden', 'true');
    return {svg, width, height};
  }

  function bottomAxis(svg, x, height, bottom, ticks, format) {
    svg.append('g').attr('class', 'grid').attr('transform', `translate(0,${height - bottom})`)
      .call(d3.axisBottom(x).ticks(ticks).tickFormat(format).tickSize(-(height - bottom - 8)).tickPadding(6));
  }

  function leftAxis(svg, y, left, right, width, ticks, format) {
    svg.append('g').attr('class', 'grid').attr('transform', `translate(${left},0)`)
      .call(d3.axisLeft(y).ticks(ticks).tickFormat(format).tickSize(-(width - left - right)).tickPadding(6));
  }

  function axisTitle(svg, text, x, y, anchor) {
    svg.append('text').attr('class', 'soft').attr('x', x).attr('y', y).attr('text-anchor', anchor).text(text);
  }

  function legend(at, lines) {
    const list = d3.select(at).append('ul').attr('class', 'legend').attr('aria-hidden', 'true');
    const item = list.selectAll('li').data(lines).join('li');
    const svg = item.append('svg').attr('viewBox', '0 0 34 14').attr('class', (d) => style(d.series));
    svg.append('line').attr('x1', 1).attr('x2', 33).attr('y1', 7).attr('y2', 7).attr('stroke-width', 2)
      .attr('stroke-dasharray', (d) => DASHES[d.series % DASHES.length]);
    svg.append('path').attr('transform', 'translate(17,7)').attr('fill', 'currentColor')
      .attr('d', (d) => symbol(d.series, 42));
    item.append('span').text((d) => d.label);
  }

  // A row for each estimate: its name above, its interval as a bar, its value beside it.
  function intervals(at, chart) {
    const rowHeight = 44;
    const {svg, width, height} = canvas(at, chart.rows.length * rowHeight + 42);
    const bottom = 34;
    const bounds = chart.rows.filter((r) => r.value !== null)
      .flatMap((r) => known(r) ? [r.low, r.high, r.value] : [r.value]);
    const x = d3.scaleLinear([Math.min(0, ...bounds), Math.max(0, ...bounds)], [8, width - 14]).nice(5);
    bottomAxis(svg, x, height, bottom, Math.max(2, width / 90), axisNumber);
    axisTitle(svg, chart.unit, width - 8, height - 2, 'end');
    svg.append('line').attr('class', 'zero').attr('x1', x(0)).attr('x2', x(0)).attr('y1', 4)
      .attr('y2', height - bottom);
    const row = svg.append('g').selectAll('g').data(chart.rows).join('g')
      .attr('transform', (d, i) => `translate(0,${i * rowHeight + 8})`);
    row.append('text').attr('class', 'halo').attr('x', 10).attr('y', 10)
      .text((d) => shortened(d.label, width - 90));
    row.append('text').attr('class', 'halo').attr('x', width - 12).attr('y', 10).attr('text-anchor', 'end')
      .text((d) => d.value === null ? '-' : (chart.signed ? signed : number)(d.value));
    const drawn = row.filter((d) => d.value !== null);
    const mark = drawn.append('g').attr('class', (d) => style(d.series));
    mark.filter(known).append('line').attr('class', 'bar').attr('x1', (d) => x(d.low))
      .attr('x2', (d) => x(d.high)).attr('y1', 24).attr('y2', 24);
    mark.filter(known).selectAll('line.end').data((d) => [d.low, d.high]).join('line')
      .attr('class', 'bar').attr('x1', x).attr('x2', x).attr('y1', 19).attr('y2', 29);
    mark.append('path').attr('class', 'mark').attr('d', (d) => symbol(d.series, 80))
      .attr('transform', (d) => `translate(${x(d.value)},24)`);
    drawn.append('title').text((d) => d.label + ': ' + told(d, chart.unit));
  }

  function lines(at, chart) {
    const {svg, width, height} = canvas(at, 300);
    const left = 58, bottom = 40, right = 16;
    const points = chart.lines.flatMap((l) => l.points.map((p) => ({...p, line: l})));
    const values = points.flatMap((p) => known(p) ? [p.low, p.high, p.value] : [p.value]);
    const xs = [...new Set(points.map((p) => p.x))].sort(d3.ascending);
    // What doubles from step to step, as payloads do, is drawn so.
    const wide = xs[0] > 0 && xs[xs.length - 1] / xs[0] >= 32;
    const x = (wide ? d3.scaleLog().base(2) : d3.scaleLinear())
      .domain(d3.extent(xs)).range([left + 14, width - right - 14]);
    const y = d3.scaleLinear([Math.min(0, ...values), Math.max(...values)], [height - bottom, 14]).nice();
    leftAxis(svg, y, left, right, width, 6, axisNumber);
    svg.append('g').attr('transform', `translate(0,${height - bottom})`)
      .call(d3.axisBottom(x).tickValues(xs).tickFormat(axisNumber));
    axisTitle(svg, chart.x, width - right, height - 4, 'end');
    axisTitle(svg, chart.y, 2, 10, 'start');
    // Intervals of several kinds at one point stand beside each other.
    const shift = (l) => (chart.lines.indexOf(l) - (chart.lines.length - 1) / 2) * 6;
    for (const l of chart.lines) {
      const g = svg.append('g').attr('class', style(l.series)).attr('transform', `translate(${shift(l)},0)`);
      g.append('path').attr('class', 'line').attr('stroke-dasharray', DASHES[l.series % DASHES.length])
        .attr('d', d3.line((p) => x(p.x), (p) => y(p.value))(l.points));
      const point = g.selectAll('g').data(l.points).join('g');
      point.filter(known).append('line').attr('stroke-width', 1.5).attr('x1', (p) => x(p.x))
        .attr('x2', (p) => x(p.x)).attr('y1', (p) => y(p.low)).attr('y2', (p) => y(p.high));
      point.append('path').attr('class', 'mark').attr('d', symbol(l.series))
        .attr('transform', (p) => `translate(${x(p.x)},${y(p.value)})`);
      point.append('title').text((p) => `${l.label}, ${chart.x} ${p.x}: ` + told(p, chart.y));
    }
    legend(at, chart.lines);
  }

  // HdrHistogram's axis: 90%, 99%, 99.9% … at equal distances.
  function percentiles(at, chart) {
    const {svg, width, height} = canvas(at, 340);
    const left = 58, bottom = 40, right = 16;
    // A logarithm has no place for what took less than the clock can tell.
    for (const l of chart.lines) l.points = l.points.filter((p) => p[1] > 0);
    const points = chart.lines.flatMap((l) => l.points);
    const x = d3.scaleLog([1, d3.max(points, (p) => p[0])], [left, width - right]);
    const y = d3.scaleLog([d3.min(points, (p) => p[1]), d3.max(points, (p) => p[1])],
      [height - bottom, 14]).nice();
    leftAxis(svg, y, left, right, width, 5, (v) => Number.isInteger(Math.log10(+v.toPrecision(6))) || y.domain()[1] / y.domain()[0] < 30 ? axisNumber(v) : '');
    const steps = [1, 2, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7]
      .filter((s) => s <= x.domain()[1] && (s > 1 || x(2) - x(1) > 40));
    const percent = (s) => +(100 - 100 / s).toFixed(7) + '%';
    svg.append('g').attr('class', 'grid').attr('transform', `translate(0,${height - bottom})`)
      .call(d3.axisBottom(x).tickValues(steps).tickFormat(percent).tickSize(-(height - bottom - 14)).tickPadding(6));
    axisTitle(svg, 'percentile', width - right, height - 4, 'end');
    axisTitle(svg, chart.y, 2, 10, 'start');
    const line = d3.line((p) => x(p[0]), (p) => y(p[1]));
    for (const l of chart.lines) {
      const g = svg.append('g').attr('class', style(l.series));
      const strong = l.points.filter((p) => p[2]);
      const weak = l.points.slice(Math.max(0, strong.length - 1));
      g.append('path').attr('class', 'line').attr('stroke-dasharray', DASHES[l.series % DASHES.length])
        .attr('d', line(strong));
      g.append('path').attr('class', 'line weak').attr('d', line(weak));
      const marked = steps.map((s) => strong.find((p) => p[0] >= s * 0.999)).filter((p) => p);
      const point = g.selectAll('g').data(marked).join('g');
      point.append('path').attr('class', 'mark').attr('d', symbol(l.series, 48))
        .attr('transform', (p) => `translate(${x(p[0])},${y(p[1])})`);
      point.append('title').text((p) => `${l.label}, ${percent(p[0])}: ${number(p[1])} ${chart.y}`);
    }
    legend(at, chart.lines);
  }

  // A lane for each handle, a mark for each call, in the order of time.
  function calls(at, chart) {
    const all = [...new Set(chart.steps.map((s) => s.lane))];
    const lanes = all.slice(0, MOST_LANES);
    const laneHeight = 24;
    const {svg, width} = canvas(at, lanes.length * laneHeight + 26);
    const left = 84, right = 14, top = 6;
    const x = d3.scaleLinear([0, Math.max(1, chart.steps.length - 1)], [left + 8, width - right]);
    const y = d3.scalePoint(lanes, [top + 10, top + 10 + (lanes.length - 1) * laneHeight]);
    const steps = chart.steps.map((s, i) => ({...s, i})).filter((s) => lanes.includes(s.lane));
    const lives = d3.groups(steps, (s) => s.lane);
    svg.append('g').selectAll('text').data(lanes).join('text').attr('x', left - 8).attr('y', (l) => y(l) + 4)
      .attr('text-anchor', 'end').text((l) => l);
    svg.append('g').selectAll('line').data(lives).join('line').attr('class', 'life')
      .attr('x1', ([, s]) => x(s[0].i)).attr('x2', ([, s]) => x(s[s.length - 1].i) + 0.1)
      .attr('y1', ([l]) => y(l)).attr('y2', ([l]) => y(l));
    if (chart.gapAfter < chart.steps.length) {
      const at = x(chart.gapAfter - 0.5);
      svg.append('line').attr('class', 'gap').attr('x1', at).attr('x2', at).attr('y1', top)
        .attr('y2', lanes.length * laneHeight + 4);
    }
    const size = width < 500 ? 34 : 60;
    const mark = svg.append('g').selectAll('path').data(steps).join('path')
      .attr('class', (s) => 'mark ' + CALLS[s.kind][1] + (s.failed ? ' failed' : ''))
      .attr('d', (s) => d3.symbol(CALLS[s.kind][0], size)())
      .attr('transform', (s) => `translate(${x(s.i)},${y(s.lane)})`);
    mark.append('title').text((s) => s.text);
    const left_ = all.length - lanes.length;
    axisTitle(svg, 'calls in the order of time \u2192' + (left_ ? `; ${left_} more handles are in the table` : ''),
      width - right, lanes.length * laneHeight + 22, 'end');
    const kinds = d3.groups(steps, (s) => s.kind).map(([kind, s]) => ({kind, call: s[0].call}));
    const list = d3.select(at).append('ul').attr('class', 'legend').attr('aria-hidden', 'true');
    const item = list.selectAll('li').data(kinds).join('li');
    item.append('svg').attr('viewBox', '0 0 34 14').attr('class', (k) => CALLS[k.kind][1])
      .append('path').attr('transform', 'translate(17,7)').attr('fill', 'currentColor')
      .attr('d', (k) => d3.symbol(CALLS[k.kind][0], 50)());
    item.append('span').text((k) => CALLS[k.kind][2] || k.call);
  }

  function history(at, chart) {
    const {svg, width, height} = canvas(at, 280);
    const left = 58, bottom = 40, right = 44;
    const points = chart.points.map((p, i) => ({...p, i})).filter((p) => p.value !== null);
    const values = points.flatMap((p) => known(p) ? [p.low, p.high, p.value] : [p.value]);
    const x = d3.scaleLinear([0, Math.max(1, chart.points.length - 1)], [left + 10, width - right - 6]);
    const y = d3.scaleLinear(d3.extent(values), [height - bottom, 26]).nice();
    leftAxis(svg, y, left, right, width, 6, axisNumber);
    svg.append('g').attr('transform', `translate(0,${height - bottom})`)
      .call(d3.axisBottom(x).tickValues(x.ticks(Math.min(points.length, width / 110)).filter(Number.isInteger))
        .tickFormat((i) => chart.points[i] ? chart.points[i].label : ''));
    axisTitle(svg, 'commit', width - right, height - 4, 'end');
    axisTitle(svg, chart.y, 2, 10, 'start');
    for (const change of chart.changes) {
      const at = x(change.point - 0.5);
      svg.append('line').attr('class', 'zero').attr('x1', at).attr('x2', at).attr('y1', 22)
        .attr('y2', height - bottom);
      svg.append('text').attr('class', 'halo').attr('x', at).attr('y', 18).attr('text-anchor', 'middle')
        .text((change.ratio >= 1 ? '\u25b2 +' : '\u25bc \u2212') + (Math.abs(change.ratio - 1) * 100).toFixed(1) + '%' + (change.suspected ? '?' : ''));
    }
    const g = svg.append('g').attr('class', style(0));
    g.append('path').attr('class', 'line').attr('d', d3.line((p) => x(p.i), (p) => y(p.value))(points));
    const point = g.selectAll('g').data(points).join('g');
    point.filter(known).append('line').attr('stroke-width', 1.5).attr('x1', (p) => x(p.i))
      .attr('x2', (p) => x(p.i)).attr('y1', (p) => y(p.low)).attr('y2', (p) => y(p.high));
    point.append('path').attr('class', 'mark').attr('d', symbol(0, 36))
      .attr('transform', (p) => `translate(${x(p.i)},${y(p.value)})`);
    point.append('title').text((p) => `${p.label}, ${p.time}: ` + told(p, chart.y));
  }

  const KINDS = {intervals, lines, percentiles, calls, history};
  const charts = JSON.parse(document.getElementById('charts').textContent);
  const byElement = new Map(charts.map((chart) => [document.getElementById(chart.id), chart]));
  const widths = new Map();
  const draw = (at) => {
    widths.set(at, at.clientWidth);
    const chart = byElement.get(at);
    KINDS[chart.kind](at, chart);
  };
  byElement.forEach((chart, at) => draw(at));
  // Drawn anew where the width changed, so that text keeps its size.
  const observer = new ResizeObserver((entries) => {
    for (const {target} of entries) {
      if (target.clientWidth !== widths.get(target)) draw(target);
    }
  });
  byElement.forEach((chart, at) => observer.observe(at));
  // On paper nothing can be opened: closed parts are printed too.
  const opened = [];
  addEventListener('beforeprint', () => {
    document.querySelectorAll('details:not([open])').forEach((d) => { d.open = true; opened.push(d); });
  });
  addEventListener('afterprint', () => { opened.splice(0).forEach((d) => { d.open = false; }); });
})();
