'use strict';
// Adds to a page that is complete without it: values under the pointer and by arrow keys, series on
// and off, zoom, another scale, search, filters and sorting. Text comes in as text nodes only.
(() => {
  const all = (query, at = document) => [...at.querySelectorAll(query)];
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const svg = (tag, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };

  // As the tables write numbers.
  const number = (value) => {
    const size = Math.abs(value);
    const decimals = size > 0 && size < 0.1 ? 2 - Math.floor(Math.log10(size))
      : size >= 1000 ? 0 : size >= 10 ? 1 : 2;
    const [whole, part] = value.toFixed(Math.min(decimals, 20)).split('.');
    return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? '.' + part : '');
  };

  const runs = JSON.parse(document.getElementById('runs').textContent);
  const expanded = (text) => text.split(' ').flatMap((part) => {
    const [first, last = first] = part.split('-').map(Number);
    return Array.from({length: last - first + 1}, (none, i) => first + i);
  });

  // A path of many points has each relative to the one before.
  const absolute = (path) => {
    let at = [0, 0];
    return path.replace(/([MLl])(-?[\d.]+) ?(-?[\d.]+)/g, (none, command, x, y) => {
      at = command === 'l' ? [at[0] + +x, at[1] + +y] : [+x, +y];
      return (command === 'M' ? 'M' : 'L') + at[0] + ' ' + at[1];
    });
  };
  const seriesOf = (element) => [...element.classList].find((name) => /^s\d$/.test(name));

  /** A chart with a pointer, and, if it has axes, zoom and scales. */
  class Chart {
    constructor(root) {
      this.root = root;
      this.area = root.querySelector('.area');
      this.wide = this.area.querySelector('.wide');
      this.window = [0, 1];
      this.off = new Set();
      this.chosen = null;
      const d = this.area.dataset;
      this.axis = {low: +d.low, high: +d.high, log: d.log === 'true'};
      this.other = d.otherLow ? {low: +d.otherLow, high: +d.otherHigh, log: d.otherLog === 'true'} : null;
      this.top = +d.top;
      this.bottom = +d.bottom;
      this.placed = all('.area > [x$="%"]:not(.fixed), .area > line[x1$="%"]', root).map((e) => {
        const name = e.hasAttribute('x') ? 'x' : 'x1';
        return {element: e, share: parseFloat(e.getAttribute(name)) / 100,
          end: name === 'x1' ? parseFloat(e.getAttribute('x2')) / 100 : null};
      });
      this.shapes = all('.wide path, .pt path.range', this.area)
        .map((e) => ({element: e, name: 'd', text: absolute(e.getAttribute('d'))}))
        .concat(this.other ? all('.pt path.mark', this.area)
          .map((e) => ({element: e, name: 'transform', text: e.getAttribute('transform')})) : []);
      this.readPoints();
      this.addReadout();
      this.addControls();
      this.addSwitches();
      root.addEventListener('pointermove', (event) => this.point(event));
      root.addEventListener('pointerdown', (event) => this.point(event));
      if (this.points.length) this.addKeys();
    }

    // On a picture a screen reader keeps the arrow keys to itself. A slider gets them, and its value is told.
    addKeys() {
      const {root} = this;
      root.tabIndex = 0;
      root.setAttribute('role', 'slider');
      root.setAttribute('aria-roledescription', 'chart');
      root.setAttribute('aria-valuemin', 0);
      root.setAttribute('aria-valuemax', this.points.length);
      this.tell(0, `${this.points.length} values; the arrow keys go from one to the next`);
      root.addEventListener('keydown', (event) => this.key(event));
    }

    tell(number, text) {
      this.root.setAttribute('aria-valuenow', number);
      this.root.setAttribute('aria-valuetext', text);
    }

    readPoints() {
      this.points = all('.pt', this.area).filter((e) => e.querySelector('title')).map((e) => ({
        share: parseFloat(e.getAttribute('x')) / 100,
        y: () => +e.querySelector('.mark').getAttribute('transform').match(/,(.*)\)/)[1],
        text: e.querySelector('title').textContent,
        series: seriesOf(e),
      }));
      const of = this.area.dataset.runs ? expanded(this.area.dataset.runs) : [];
      for (const curve of all('path[data-values]', this.area)) {
        curve.dataset.values.split(';').forEach((text, i, values) => {
          if (text) {
            const [value, low, high] = text.split(' ').map(Number);
            const [time, run, commit] = runs[of[i]];
            const range = low === undefined ? 'no interval' : number(low) + ', ' + number(high);
            this.points.push({
              share: (i + 0.5) / values.length,
              y: () => this.place(value),
              text: `${curve.dataset.name}, ${commit}, ${time.slice(0, 10)}: ${number(value)} [${range}] ${curve.dataset.unit} (${run})`,
              series: seriesOf(curve),
            });
          }
        });
      }
      this.points.sort((a, b) => a.share - b.share || (a.series < b.series ? -1 : 1));
    }

    place(value, axis = this.flipped ? this.other : this.axis) {
      const share = axis.log ? Math.log(Math.max(value, axis.low) / axis.low) / Math.log(axis.high / axis.low)
        : (value - axis.low) / (axis.high - axis.low);
      return this.top + (1 - Math.max(0, Math.min(1, share))) * (this.bottom - this.top);
    }

    valueAt(y) {
      const share = 1 - (y - this.top) / (this.bottom - this.top);
      const {low, high, log} = this.axis;
      return log ? low * (high / low) ** share : low + share * (high - low);
    }

    addReadout() {
      // The chart tells its value itself.
      this.readout = make('output', {className: 'readout'});
      this.readout.setAttribute('aria-hidden', 'true');
      this.root.after(this.readout);
      this.cursor = svg('line', {class: 'cursor', y1: 0, y2: '100%', visibility: 'hidden'});
      this.area.append(this.cursor);
    }

    addControls() {
      const bar = make('div', {className: 'controls'});
      const button = (text, act) => {
        const element = make('button', {type: 'button', textContent: text});
        element.addEventListener('click', () => act(element));
        bar.append(element);
        return element;
      };
      if (this.wide) {
        button('Zoom in', () => this.zoom(0.5));
        button('Zoom out', () => this.zoom(2));
        button('Whole', () => this.zoom(Infinity));
      }
      if (this.other) {
        const scale = button(this.other.log ? 'Logarithmic' : 'Linear', () => {
          this.flip();
          scale.setAttribute('aria-pressed', this.flipped);
        });
        scale.setAttribute('aria-pressed', 'false');
      }
      if (bar.children.length) this.readout.after(bar);
    }

    addSwitches() {
      for (const item of all('li[data-series]', this.root.parentElement)) {
        const button = make('button', {type: 'button'}, ...item.childNodes);
        button.setAttribute('aria-pressed', 'true');
        button.addEventListener('click', () => {
          const series = item.dataset.series;
          const off = !this.off.delete(series) && !!this.off.add(series);
          button.setAttribute('aria-pressed', !off);
          all('.area .' + series, this.root).forEach((e) => e.classList.toggle('off', off));
        });
        item.append(button);
      }
    }

    zoom(factor) {
      const [a, b] = this.window;
      const length = Math.min(1, (b - a) * factor);
      const middle = this.chosen ? this.chosen.share : (a + b) / 2;
      const start = Math.max(0, Math.min(1 - length, middle - length / 2));
      this.window = factor === Infinity ? [0, 1] : [start, start + Math.max(length, 0.01)];
      this.drawWindow();
    }

    at(share) {
      const [a, b] = this.window;
      return (share - a) / (b - a);
    }

    drawWindow() {
      const [a, b] = this.window;
      const height = this.wide.getAttribute('height');
      this.wide.setAttribute('viewBox', `${1000 * a} 0 ${1000 * (b - a)} ${height}`);
      for (const {element, share, end} of this.placed) {
        const at = this.at(share);
        element.setAttribute(end === null ? 'x' : 'x1', 100 * at + '%');
        if (end !== null) element.setAttribute('x2', 100 * this.at(end) + '%');
        element.classList.toggle('out', at < -0.0001 || at > 1.0001);
      }
      if (this.chosen) this.show(this.chosen);
    }

    flip() {
      this.flipped = !this.flipped;
      this.root.classList.toggle('flipped', this.flipped);
      const moved = (y) => +this.place(this.valueAt(+y), this.other).toFixed(2);
      for (const {element, name, text} of this.shapes) {
        const pair = name === 'd' ? /(-?[\d.]+) (-?[\d.]+)/g : /(-?[\d.]+),(-?[\d.]+)/g;
        element.setAttribute(name, !this.flipped ? text
          : text.replace(pair, (none, x, y) => x + (name === 'd' ? ' ' : ',') + moved(y)));
      }
      if (this.chosen) this.show(this.chosen);
    }

    visible() {
      const [a, b] = this.window;
      return this.points.filter((p) => !this.off.has(p.series) && p.share >= a && p.share <= b);
    }

    point(event) {
      const box = this.area.getBoundingClientRect();
      const x = event.clientX - box.left;
      const y = event.clientY - box.top;
      let nearest = null;
      let least = Infinity;
      for (const p of this.visible()) {
        const distance = Math.hypot(this.at(p.share) * box.width - x, (p.y() - y) / 3);
        if (distance < least) [nearest, least] = [p, distance];
      }
      if (nearest) this.show(nearest);
    }

    key(event) {
      const points = this.points.filter((p) => !this.off.has(p.series));
      const i = points.indexOf(this.chosen);
      const same = points.filter((p) => this.chosen && p.share === this.chosen.share);
      const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      const aside = {ArrowUp: -1, ArrowDown: 1}[event.key];
      let next = null;
      if (step) next = i < 0 ? points[step > 0 ? 0 : points.length - 1] : points[i + step];
      else if (aside && same.length > 1) next = same[(same.indexOf(this.chosen) + aside + same.length) % same.length];
      else if (event.key === 'Home') next = points[0];
      else if (event.key === 'End') next = points[points.length - 1];
      else if (event.key === '+' && this.wide) this.zoom(0.5);
      else if (event.key === '-' && this.wide) this.zoom(2);
      else return;
      event.preventDefault();
      if (next) {
        const [a, b] = this.window;
        if (next.share < a || next.share > b) {
          this.chosen = next;
          this.zoom(1);
        }
        this.show(next);
      }
    }

    show(point) {
      this.chosen = point;
      if (this.readout.textContent !== point.text) {
        this.readout.textContent = point.text;
        this.tell(this.points.indexOf(point) + 1, point.text);
      }
      this.cursor.setAttribute('x1', 100 * this.at(point.share) + '%');
      this.cursor.setAttribute('x2', 100 * this.at(point.share) + '%');
      this.cursor.setAttribute('visibility', 'visible');
    }
  }

  // Charts are taken on when they come near the screen, so that a page of hundreds opens at once.
  const taken = new WeakSet();
  const near = new IntersectionObserver((entries) => {
    for (const {target, isIntersecting} of entries) {
      if (isIntersecting && !taken.has(target)) {
        taken.add(target);
        near.unobserve(target);
        new Chart(target);
      }
    }
  }, {rootMargin: '400px'});
  all('.chart').forEach((chart) => near.observe(chart));

  // A small line tells its values to the pointer.
  document.addEventListener('pointermove', (event) => {
    const line = event.target.closest && event.target.closest('svg.spark');
    if (line) {
      const box = line.getBoundingClientRect();
      const values = line.dataset.values.split(' ');
      const i = Math.round((event.clientX - box.left) / box.width * (values.length - 1));
      const at = Math.max(0, Math.min(values.length - 1, i));
      let told = line.parentElement.querySelector('output');
      if (!told) line.after(told = make('output', {}));
      told.textContent = `${at + 1} of ${values.length}: ${number(+values[at])} ${line.dataset.unit}`;
    }
  });

  // Search, filters, order: all of it is in the address, so that a view can be passed on.
  const paramsOf = (element) => new Map((element.dataset.params || '').split('\n')
    .filter((line) => line).map((line) => {
      const end = line.indexOf('=');
      return [line.slice(0, end), line.slice(end + 1)];
    }));
  const items = all('main tr[data-params], main article[data-params]').map((element) => ({
    element,
    params: paramsOf(element),
    text: (element.matches('tr') ? element.textContent : element.querySelector('h3').textContent)
      .toLowerCase(),
  }));
  const choices = new Map();
  for (const {params} of items) {
    params.forEach((value, name) => choices.set(name, (choices.get(name) || new Set()).add(value)));
  }
  const state = {query: '', params: new Map(), sort: null};
  const tables = all('main table');
  const search = make('input', {type: 'search', placeholder: 'Search'});
  search.setAttribute('aria-label', 'Search settings and kinds');
  const found = make('output', {className: 'found'});
  const selects = new Map();

  function addTools() {
    const tools = make('form', {className: 'tools'}, search);
    tools.setAttribute('role', 'search');
    for (const [name, values] of choices) {
      if (values.size > 1 && values.size <= 40) {
        const select = make('select', {}, make('option', {value: '', textContent: 'any'}));
        const ordered = [...values].sort((a, b) => a.localeCompare(b, 'en', {numeric: true}));
        ordered.forEach((value) => select.append(make('option', {value: '=' + value, textContent: value || 'none'})));
        select.addEventListener('change', () => {
          if (select.value) state.params.set(name, select.value.slice(1));
          else state.params.delete(name);
          apply(true);
        });
        selects.set(name, select);
        tools.append(make('label', {}, make('bdi', {textContent: name.slice(0, 40)}), ' ', select));
      }
    }
    tools.append(found);
    tools.addEventListener('submit', (event) => event.preventDefault());
    search.addEventListener('input', () => {
      state.query = search.value;
      apply(true);
    });
    document.getElementById('main').prepend(tools);
  }

  function apply(write) {
    const query = state.query.toLowerCase().trim();
    let shown = 0;
    for (const {element, params, text} of items) {
      const fits = text.includes(query)
        && [...state.params].every(([name, value]) => !params.has(name) || params.get(name) === value);
      element.hidden = !fits;
      shown += fits;
    }
    // What holds only rows that are hidden is hidden too.
    for (const holder of all('main .scroll, main article:not([data-params])')) {
      const rows = all('tr[data-params]', holder);
      holder.hidden = rows.length > 0 && rows.every((row) => row.hidden);
    }
    const filtered = query || state.params.size;
    found.textContent = filtered ? `${shown} of ${items.length} shown` : '';
    if (write) writeAddress();
  }

  function sort(table, column, descending) {
    const body = table.tBodies[0];
    const key = (row) => {
      const cell = row.cells[column];
      const data = cell && cell.querySelector('data');
      return data ? +data.value : cell ? cell.textContent : '';
    };
    const compare = (a, b) => typeof a === 'number' && typeof b === 'number' ? a - b
      : String(a).localeCompare(String(b), 'en', {numeric: true});
    const rows = [...body.rows].map((row) => [key(row), row]);
    rows.sort(([a], [b]) => descending ? compare(b, a) : compare(a, b));
    body.append(...rows.map(([, row]) => row));
    [...table.tHead.rows[0].cells].forEach((head, i) => {
      if (i === column) head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
  }

  function addSorting() {
    tables.forEach((table, number) => {
      if (table.tBodies[0].rows.length < 2) return;
      [...table.tHead.rows[0].cells].forEach((head, column) => {
        if (head.classList.contains('plot') || !head.textContent) return;
        const button = make('button', {type: 'button', className: 'sort'}, ...head.childNodes);
        button.addEventListener('click', () => {
          const descending = head.getAttribute('aria-sort') === 'ascending';
          state.sort = {number, column, descending};
          sort(table, column, descending);
          writeAddress();
        });
        head.append(button);
      });
    });
  }

  let place = '';
  function writeAddress() {
    const parts = new URLSearchParams();
    if (state.query) parts.set('q', state.query);
    state.params.forEach((value, name) => parts.append('p', name + '=' + value));
    if (state.sort) parts.set('s', [state.sort.number, state.sort.column, state.sort.descending ? 'd' : 'a'].join('.'));
    const text = parts.toString();
    history.replaceState(null, '', '#' + place + (text ? '?' + text : ''));
  }

  function readAddress() {
    const [at, text = ''] = location.hash.slice(1).split('?');
    const known = document.getElementById(at);
    place = known ? at : '';
    if (!text && known && (state.query || state.params.size || state.sort)) {
      // A link within the page keeps what is shown.
      writeAddress();
      return;
    }
    const parts = new URLSearchParams(text);
    state.query = search.value = parts.get('q') || '';
    state.params.clear();
    for (const part of parts.getAll('p')) {
      const end = part.indexOf('=');
      if (selects.has(part.slice(0, end))) state.params.set(part.slice(0, end), part.slice(end + 1));
    }
    selects.forEach((select, name) => {
      select.value = state.params.has(name) ? '=' + state.params.get(name) : '';
    });
    const order = /^(\d+)\.(\d+)\.([ad])$/.exec(parts.get('s') || '');
    if (order && tables[order[1]]) {
      state.sort = {number: +order[1], column: +order[2], descending: order[3] === 'd'};
      sort(tables[order[1]], +order[2], order[3] === 'd');
    }
    apply(false);
    if (known && text) known.scrollIntoView();
  }

  if (items.length > 1) addTools();
  addSorting();
  readAddress();
  addEventListener('hashchange', readAddress);

  // On paper nothing can be opened: closed parts are printed too.
  const opened = [];
  addEventListener('beforeprint', () => {
    all('details:not([open])').forEach((d) => { d.open = true; opened.push(d); });
  });
  addEventListener('afterprint', () => { opened.splice(0).forEach((d) => { d.open = false; }); });
})();
