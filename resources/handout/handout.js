"use strict";
// Replays runs. All texts come in with the data and go into the page as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const byId = (id) => document.getElementById(id);
  const say = (name, values = {}) =>
    words[name].replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
  const count = (number) => number.toLocaleString("en-US");
  // Numbers as the app writes them: a real minus, commas, powers of ten below 0.001 and from 10^6.
  const raised = (power) => String(power).replace(/./g, (sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]);
  const powerOf = (power) => (power === 0 ? "1" : power === 1 ? "10" : `10${raised(power)}`);
  function readable(value, digits = 3) {
    if (value === null || Number.isNaN(value)) return "–";
    const sign = value < 0 ? "−" : "", size = Math.abs(value);
    if (size === Infinity) return `${sign}∞`;
    if (size === 0) return "0";
    const [mantissa, power] = size.toExponential(digits - 1).split("e").map(Number);
    const rounded = Number(`${mantissa}e${power}`);
    if (rounded >= 1e-3 && rounded < 1e6) {
      const decimals = Math.max(0, digits - 1 - power);
      return sign + size.toLocaleString("en-US", { maximumFractionDigits: decimals });
    }
    return `${sign}${mantissa === 1 ? "" : `${mantissa}×`}10${raised(power)}`;
  }
  const short = (value) => readable(value, 3);

  // --- numbers ---------------------------------------------------------------------------------

  const TYPES = { f4: Float32Array, i4: Int32Array, u2: Uint16Array, u1: Uint8Array };

  function unpack(packed) {
    const letters = atob(packed.data);
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const found = new TYPES[packed.type](bytes.buffer);
    if (!("low" in packed)) return found;
    const none = packed.type === "u2" ? 65535 : 255;
    return Float32Array.from(found, (code) => (code === none ? NaN : packed.low + code * packed.step));
  }

  const isPacked = (value) => value !== null && typeof value === "object" && "data" in value && "type" in value;

  function opened(value) {
    if (isPacked(value)) return unpack(value);
    if (Array.isArray(value)) return value.map(opened);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, opened(inner)]));
  }

  // Index of the last of the steps that is not beyond one; -1 where there is none.
  function lastUpTo(steps, step) {
    let low = 0, high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (steps[middle] <= step) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  function extent(arrays, isWanted = Number.isFinite) {
    let low = Infinity, high = -Infinity;
    for (const array of arrays) for (const value of array) {
      if (!isWanted(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return low <= high ? [low, high] : [0, 1];
  }

  const padded = ([low, high], part = 0.05) => {
    const room = (high - low || Math.abs(high) || 1) * part;
    return [low - room, high + room];
  };

  const runs = opened(data.runs);
  const LINES = [[], [8, 3], [8, 3, 2, 3], [3, 3]];
  const COLOURS = 8;
  const state = { step: 0, front: runs.length - 1, shown: runs.map(() => true), timer: 0 };

  // What was recorded last of a run before a step.
  function moment(run, step) {
    let found = null;
    for (const segment of run.segments) {
      const index = lastUpTo(segment.steps, step);
      if (index >= 0) found = { segment, index, step: segment.steps[index] };
    }
    if (!found && run.segments.length) found = { segment: run.segments[0], index: 0, step: run.segments[0].steps[0] };
    return found;
  }

  const row = (values, index, size) => values.subarray(index * size, (index + 1) * size);
  const front = () => runs[state.front];
  const shown = () => runs.filter((run, place) => state.shown[place] || run === front());

  function valueAt(curve, step) {
    if (!curve) return null;
    const index = lastUpTo(curve.steps, step);
    return index < 0 ? null : curve.values[index];
  }

  // --- drawing ---------------------------------------------------------------------------------

  let colours = {};
  function readColours() {
    const style = getComputedStyle(document.documentElement);
    const names = ["raised", "text", "faint", "quiet", "accent", "target", "points", "mark"];
    for (let n = 0; n < COLOURS; n++) names.push(`run${n}`);
    colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }
  const colourOf = (run) => colours[`run${run.style % COLOURS}`];
  const lineOf = (run) => LINES[Math.floor(run.style / COLOURS) % LINES.length];

  function begin(canvas) {
    const scale = window.devicePixelRatio || 1;
    const width = canvas.clientWidth, height = canvas.clientHeight;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    pen.font = "12px system-ui, sans-serif";
    return { pen, width, height };
  }

  // Axes map values to places: linear, "log" (values above 0), or "step" (log of step + 1).
  const MAPS = {
    linear: (value) => value,
    log: (value) => Math.log10(value),
    step: (value) => Math.log10(value + 1),
  };

  function ticks(kind, low, high, room) {
    if (kind === "step" || kind === "log") return powers(kind, low, high);
    const rough = (high - low) / Math.max(3, Math.floor(room / 55));
    const power = 10 ** Math.floor(Math.log10(rough));
    const distance = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
    const found = [];
    for (let n = Math.ceil(low / distance); n * distance <= high * (1 + 1e-12) + 1e-12; n++) {
      found.push([n * distance, readable(Number((n * distance).toPrecision(10)), 10)]);
    }
    return found;
  }

  function powers(kind, low, high) {
    const found = kind === "step" ? [[0, "0"]] : [];
    const first = kind === "step" ? 0 : Math.ceil(Math.log10(low) - 1e-9);
    const last = Math.floor(Math.log10(high) + 1e-9);
    const every = Math.max(1, Math.ceil((last - first) / 7));
    const factors = kind === "log" && last - first < 2 ? [1, 2, 5] : [1];
    for (let n = factors.length > 1 ? first - 1 : first; n <= last; n += every) for (const factor of factors) {
      const value = Number(`${factor}e${n}`);
      const text = factors.length > 1 || kind === "step" ? readable(value) : powerOf(n);
      if (kind === "step" || (value >= low * 0.999 && value <= high * 1.001)) found.push([value, text]);
    }
    return found;
  }

  function axes(canvas, options) {
    const { pen, width, height } = begin(canvas);
    const box = { left: 58, right: width - 10, top: 8, bottom: height - 40 };
    const [xMap, yMap] = [MAPS[options.xKind || "linear"], MAPS[options.yKind || "linear"]];
    const [x0, x1] = options.x.map(xMap), [y0, y1] = options.y.map(yMap);
    const x = (value) => box.left + ((xMap(value) - x0) / (x1 - x0 || 1)) * (box.right - box.left);
    const y = (value) => box.bottom - ((yMap(value) - y0) / (y1 - y0 || 1)) * (box.bottom - box.top);
    pen.fillStyle = colours.quiet;
    pen.strokeStyle = colours.faint;
    pen.lineWidth = 1;
    pen.textAlign = "center";
    pen.textBaseline = "top";
    for (const [value, text] of ticks(options.xKind, ...options.x, box.right - box.left)) {
      line(pen, [[x(value), box.top], [x(value), box.bottom]]);
      pen.fillText(text, x(value), box.bottom + 5);
    }
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    for (const [value, text] of ticks(options.yKind, ...options.y, (box.bottom - box.top) * 1.3)) {
      line(pen, [[box.left, y(value)], [box.right, y(value)]]);
      pen.fillText(text, box.left - 6, y(value));
    }
    pen.fillStyle = colours.text;
    pen.textAlign = "center";
    pen.textBaseline = "bottom";
    pen.fillText(options.labels[0], (box.left + box.right) / 2, height - 4);
    pen.save();
    pen.translate(12, (box.top + box.bottom) / 2);
    pen.rotate(-Math.PI / 2);
    pen.textBaseline = "middle";
    pen.fillText(options.labels[1], 0, 0);
    pen.restore();
    pen.save();
    pen.beginPath();
    pen.rect(box.left, box.top - 4, box.right - box.left + 4, box.bottom - box.top + 8);
    pen.clip();
    return { pen, box, x, y };
  }

  function line(pen, places) {
    pen.beginPath();
    let isDown = false;
    for (const [x, y] of places) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) { isDown = false; continue; }
      if (isDown) pen.lineTo(x, y); else pen.moveTo(x, y);
      isDown = true;
    }
    pen.stroke();
  }

  function curve(plot, xs, ys, colour, width = 1.8, dashes = []) {
    plot.pen.strokeStyle = colour;
    plot.pen.lineWidth = width;
    plot.pen.setLineDash(dashes);
    line(plot.pen, Array.from(xs, (x, n) => [plot.x(x), plot.y(ys[n])]));
    plot.pen.setLineDash([]);
  }

  function dots(plot, xs, ys, radius, isFilled = true) {
    plot.pen.fillStyle = plot.pen.strokeStyle = colours.points;
    plot.pen.lineWidth = 1.5;
    for (let n = 0; n < xs.length; n++) {
      plot.pen.beginPath();
      plot.pen.arc(plot.x(xs[n]), plot.y(ys[n]), radius, 0, 7);
      if (isFilled) plot.pen.fill(); else plot.pen.stroke();
    }
  }

  function upright(plot, x, colour, dashes) {
    plot.pen.strokeStyle = colour;
    plot.pen.lineWidth = 1.5;
    plot.pen.setLineDash(dashes);
    line(plot.pen, [[plot.x(x), plot.box.top], [plot.x(x), plot.box.bottom]]);
    plot.pen.setLineDash([]);
  }

  // --- panels ----------------------------------------------------------------------------------

  function element(name, parent, text = "", kind = "") {
    const found = document.createElement(name);
    if (text) found.textContent = text;
    if (kind) found.className = kind;
    if (parent) parent.append(found);
    return found;
  }

  // A line or a dot as a legend has it.
  function sign(parent, colour, dashes, isDot = false) {
    const canvas = element("canvas", parent);
    canvas.setAttribute("aria-hidden", "true");
    const { pen } = begin(canvas);
    pen.strokeStyle = pen.fillStyle = colour;
    pen.lineWidth = 2.2;
    pen.setLineDash(dashes);
    if (isDot) { pen.beginPath(); pen.arc(13, 6, 3.5, 0, 7); pen.fill(); } else line(pen, [[0, 6], [34, 6]]);
  }

  function legend(panel, entries) {
    panel.legend.replaceChildren();
    for (const [text, colour, dashes, isDot] of entries) {
      const entry = element("span", panel.legend);
      sign(entry, colour, dashes, isDot);
      element("span", entry, text);
    }
  }

  const named = (list) => list.map((run) => [runs.length > 1 ? run.name : say("network"), colourOf(run), lineOf(run)]);

  function recorded(panel, more = "") {
    const now = moment(front(), state.step);
    const parts = [now ? say("recorded", { step: count(now.step) }) : "", more];
    panel.note.textContent = parts.filter(Boolean).join(" · ");
  }

  function drawFit(panel) {
    const now = moment(front(), state.step), segment = now.segment;
    const size = segment.x.length;
    const plot = axes(panel.canvas, {
      x: padded(extent([segment.x]), 0),
      y: padded(extent([segment.target, segment.points[1], segment.target.length ? [] : row(segment.fits, segment.steps.length - 1, size)]), 0.2),
      labels: segment.labels,
    });
    if (segment.target.length) curve(plot, segment.x, segment.target, colours.target, 1.8, [6, 4]);
    for (const run of shown()) {
      const other = moment(run, state.step);
      if (!other || other.segment.kind !== "curve") continue;
      const values = row(other.segment.fits, other.index, other.segment.x.length);
      curve(plot, other.segment.x, values, colourOf(run), run === front() ? 2.4 : 1.5, lineOf(run));
    }
    dots(plot, segment.points[0], segment.points[1], segment.points[0].length > 200 ? 1.4 : 2.6);
    legend(panel, [...named(shown()), ...(segment.target.length ? [[say("target"), colours.target, [6, 4]]] : []),
      [say("points"), colours.points, [], true]]);
    recorded(panel);
  }

  function drawOutline(panel) {
    const now = moment(front(), state.step), segment = now.segment;
    const part = (flat, side) => flat.filter((_, place) => place % 2 === side);
    const target = [part(segment.target, 0), part(segment.target, 1)];
    const half = Math.max(...[0, 1].map((side) => { const [a, b] = extent([target[side]]); return (b - a) / 2; })) * 1.15;
    const room = panel.canvas.clientWidth / panel.canvas.clientHeight;
    const range = (side, factor) => { const [a, b] = extent([target[side]]); return [(a + b) / 2 - half * factor, (a + b) / 2 + half * factor]; };
    const plot = axes(panel.canvas, { x: range(0, room), y: range(1, 1), labels: ["x", "y"] });
    curve(plot, ...target, colours.target, 1.8, [6, 4]);
    for (const run of shown()) {
      const other = moment(run, state.step);
      if (!other || other.segment.kind !== "outline") continue;
      const values = row(other.segment.fits, other.index, other.segment.target.length);
      curve(plot, part(values, 0), part(values, 1), colourOf(run), 2.2, lineOf(run));
    }
    dots(plot, ...segment.points, 2.4);
    legend(panel, [...named(shown()), [say("target"), colours.target, [6, 4]], [say("points"), colours.points, [], true]]);
    recorded(panel);
  }

  function image(values, [rows, columns], known = null) {
    const canvas = document.createElement("canvas");
    canvas.width = columns;
    canvas.height = rows;
    const pen = canvas.getContext("2d"), pixels = pen.createImageData(columns, rows);
    for (let n = 0; n < rows * columns; n++) {
      const grey = Math.round(255 * Math.min(1, Math.max(0, values[n] || 0)));
      pixels.data.set(known && !known[n] ? [86, 130, 180, 255] : [grey, grey, grey, 255], 4 * n);
    }
    pen.putImageData(pixels, 0, 0);
    return canvas;
  }

  function drawPicture(panel) {
    const segment = moment(front(), state.step).segment, { pen, width, height } = begin(panel.canvas);
    const list = shown().map((run) => [run, moment(run, state.step)]).filter(([, m]) => m && m.segment.kind === "picture");
    const isPartial = segment.known.some((value) => !value);
    const pictures = [[say("target"), image(segment.target, segment.size)]];
    if (isPartial) pictures.push([say("known"), image(segment.target, segment.size, segment.known)]);
    for (const [run, now] of list) {
      const size = now.segment.size[0] * now.segment.size[1];
      pictures.push([runs.length > 1 ? run.name : say("network"), image(row(now.segment.fits, now.index, size), now.segment.size)]);
    }
    const [rows, across] = segment.size, name = 20;
    // As many columns as make the pictures largest.
    const sizes = pictures.map((_, n) => Math.min(width / (n + 1) / across, (height / Math.ceil(pictures.length / (n + 1)) - name) / rows));
    const columns = sizes.indexOf(Math.max(...sizes)) + 1, scale = sizes[columns - 1] * 0.96;
    pen.imageSmoothingEnabled = false;
    pen.textAlign = "center";
    pen.textBaseline = "top";
    pen.fillStyle = colours.text;
    pictures.forEach(([title, picture], n) => {
      const middle = (n % columns + 0.5) * (width / columns);
      const top = Math.floor(n / columns) * (picture.height * scale + name);
      pen.drawImage(picture, middle - picture.width * scale / 2, top, picture.width * scale, picture.height * scale);
      pen.fillText(title, middle, top + picture.height * scale + 4, width / columns);
    });
    panel.legend.replaceChildren();
    recorded(panel);
  }

  // Solid for training, dashes for tests, dots for those beyond the data.
  const dashesOf = (run, place) => [lineOf(run), [3, 3], [1, 3]][place];

  function overSteps(panel, names, yKind, label) {
    const list = shown(), last = Math.max(1, ...list.map((run) => run.last));
    const curves = list.flatMap((run) => names.map((name) => run.curves[name])).filter(Boolean);
    const isWanted = yKind === "log" ? (v) => Number.isFinite(v) && v > 0 : Number.isFinite;
    let y = extent(curves.map((c) => c.values), isWanted);
    y = yKind === "log" ? [Math.max(y[0] / 1.5, y[1] * 1e-12), y[1] * 1.5] : [0, 1];
    const plot = axes(panel.canvas, { x: [0, last], y, xKind: "step", yKind, labels: [say("steps"), label] });
    for (const { step } of front().changes) upright(plot, step, colours.mark, [2, 3]);
    for (const run of list) names.forEach((name, place) => {
      const c = run.curves[name];
      if (!c) return;
      const values = yKind === "log" ? Array.from(c.values, (v) => (v <= 0 ? y[0] : v)) : c.values;
      curve(plot, c.steps, values, colourOf(run), place ? 1.2 : run === front() ? 2.4 : 1.8, dashesOf(run, place));
    });
    upright(plot, state.step, colours.text, []);
    const entries = list.flatMap((run) => names.map((name, place) => run.curves[name] &&
      [(runs.length > 1 ? `${run.name}, ` : "") + (run.names[name] || say(place ? "test" : "train")), colourOf(run), dashesOf(run, place)])).filter(Boolean);
    legend(panel, front().changes.length ? [...entries, [say("change"), colours.mark, [2, 3]]] : entries);
    panel.note.textContent = "";
  }

  function drawSpectrum(panel) {
    const segment = moment(front(), state.step).segment, size = segment.omega.length;
    const inside = Array.from(segment.omega).filter((_, n) => segment.inTarget[n]);
    const end = Math.min(segment.omega[size - 1], (Math.max(...inside, segment.omega[1] || 1)) * 1.6);
    const plot = axes(panel.canvas, {
      x: [0, end], y: [0, extent([segment.magnitude, segment.spectra])[1] * 1.05 || 1], labels: [say("omega"), say("magnitude")],
    });
    for (const { omega } of segment.peaks) upright(plot, omega, colours.faint, []);
    curve(plot, segment.omega, segment.magnitude, colours.target, 1.8, [6, 4]);
    for (const run of shown()) {
      const other = moment(run, state.step);
      if (!other || !other.segment.omega) continue;
      const values = row(other.segment.spectra, other.index, other.segment.omega.length);
      curve(plot, other.segment.omega, values, colourOf(run), run === front() ? 2.4 : 1.5, lineOf(run));
    }
    legend(panel, [...named(shown()), [say("target"), colours.target, [6, 4]]]);
    recorded(panel, segment.sampled);
  }

  // Viridis at eight places, as matplotlib has it.
  const MAP = [[68, 1, 84], [70, 50, 127], [54, 92, 141], [39, 127, 142], [31, 161, 135], [74, 194, 109], [159, 218, 58], [253, 231, 37]];
  function mapped(value) {
    const at = Math.min(1, Math.max(0, value)) * (MAP.length - 1), n = Math.min(MAP.length - 2, Math.floor(at));
    return MAP[n].map((colour, k) => Math.round(colour + (MAP[n + 1][k] - colour) * (at - n)));
  }

  function drawHistory(panel) {
    const run = front(), segment = run.segments[run.segments.length - 1], { steps, errors } = run.history;
    const size = segment.omega.length, spacing = segment.omega[1] - segment.omega[0] || 1;
    const used = Array.from(segment.inTarget).lastIndexOf(1);
    const top = segment.omega[Math.min(size - 1, used + 1)] + spacing / 2;
    const plot = axes(panel.canvas, {
      x: [0, Math.max(1, run.last)], y: [-spacing / 2, top], xKind: "step", labels: [say("steps"), say("omega")],
    });
    for (let column = 0; column < steps.length; column++) {
      const left = plot.x(steps[column]);
      const right = column + 1 < steps.length ? plot.x(steps[column + 1]) : plot.x(Math.max(run.last, steps[column] + 1));
      for (let n = 0; n < size; n++) {
        const error = errors[column * size + n];
        if (!segment.inTarget[n] || Number.isNaN(error)) continue;
        const y = plot.y(segment.omega[n] + spacing / 2);
        plot.pen.fillStyle = `rgb(${mapped(error)})`;
        plot.pen.fillRect(left, y, Math.max(1, right - left + 0.5), plot.y(segment.omega[n] - spacing / 2) - y + 0.5);
      }
    }
    const learned = segment.peaks.filter((peak) => peak.learned !== null && peak.learned <= state.step);
    plot.pen.strokeStyle = colours.text;
    plot.pen.fillStyle = colours.raised;
    plot.pen.lineWidth = 2;
    for (const peak of learned) {
      plot.pen.beginPath();
      plot.pen.arc(plot.x(peak.learned), plot.y(peak.omega), 5, 0, 7);
      plot.pen.fill();
      plot.pen.stroke();
    }
    upright(plot, state.step, colours.text, []);
    panel.legend.replaceChildren();
    const scale = element("span", panel.legend);
    element("span", scale, `${say("error")} 0`);
    const bar = element("canvas", scale), { pen } = begin(bar);
    for (let n = 0; n < 26; n++) { pen.fillStyle = `rgb(${mapped(n / 25)})`; pen.fillRect(n, 0, 1.5, 12); }
    element("span", scale, "1");
    element("span", panel.legend, `○ ${say("learned")}`);
    panel.note.textContent = runs.length > 1 ? run.name : "";
  }

  function drawPeaks(panel) {
    const segment = moment(front(), state.step).segment, list = shown();
    const table = element("table");
    const head = element("tr", element("thead", table));
    for (const text of [say("frequency"), say("amplitude")]) element("th", head, text).scope = "col";
    for (const run of list) {
      const cell = element("th", head, runs.length > 1 ? run.name : say("learned"));
      cell.scope = "col";
      if (runs.length > 1) cell.style.color = colourOf(run);
    }
    const body = element("tbody", table);
    for (const peak of segment.peaks) {
      const line = element("tr", body);
      element("th", line, short(peak.omega)).scope = "row";
      element("td", line, short(peak.amplitude));
      for (const run of list) {
        const other = moment(run, state.step);
        const own = other && (other.segment.peaks || []).find((p) => Math.abs(p.omega - peak.omega) < 1e-6 * (1 + peak.omega));
        const isLearned = own && own.learned !== null && own.learned <= state.step;
        element("td", line, isLearned ? say("step", { step: count(own.learned) }) : say("never"), isLearned ? "" : "yet");
      }
    }
    panel.body.replaceChildren(table);
  }

  const has = (test) => runs.some((run) => run.segments.some(test));
  const frontHas = (test) => { const now = moment(front(), state.step); return Boolean(now && test(now.segment)); };
  const isKind = (kind) => (segment) => segment.kind === kind;
  const LOSSES = ["train_loss", "test_loss", "test_loss_beyond"], ACCURACIES = ["train_accuracy", "test_accuracy"];
  const hasCurves = (names) => runs.some((run) => names.some((name) => run.curves[name]));
  // Key, whether any run has it, whether the run in front has it now, and how it is drawn.
  const PANELS = [
    ["fit", has(isKind("curve")), () => frontHas(isKind("curve")), drawFit],
    ["outline", has(isKind("outline")), () => frontHas(isKind("outline")), drawOutline],
    ["picture", has(isKind("picture")), () => frontHas(isKind("picture")), drawPicture],
    ["accuracy", hasCurves(ACCURACIES), () => true, (panel) => overSteps(panel, ACCURACIES, "linear", say("accuracy"))],
    ["loss", hasCurves(LOSSES), () => true, (panel) => overSteps(panel, LOSSES, "log", say("loss"))],
    ["spectrum", has((segment) => segment.omega), () => frontHas((segment) => segment.omega), drawSpectrum],
    ["history", runs.some((run) => run.history), () => front().history !== null, drawHistory],
    ["peaks", has((segment) => segment.peaks && segment.peaks.length), () => frontHas((segment) => segment.peaks && segment.peaks.length), drawPeaks],
  ];

  function makePanel([key, , isThere, draw]) {
    const root = element("section", byId("panels"), "", "panel");
    element("h2", root, say(key));
    const panel = { key, root, isThere, draw };
    if (key === "peaks") {
      panel.body = element("div", root, "", "scroll");
    } else {
      panel.legend = element("div", root, "", "legend");
      panel.canvas = element("canvas", root);
      panel.canvas.setAttribute("role", "img");
      panel.note = element("p", root, "", "note");
    }
    return panel;
  }
  const panels = PANELS.filter(([, isWanted]) => isWanted).map(makePanel);

  // --- the step --------------------------------------------------------------------------------

  let stops = [0];
  function gather() {
    const found = new Set();
    for (const run of shown()) {
      for (const segment of run.segments) for (const step of segment.steps) found.add(step);
      if (!run.segments.length) for (const name in run.curves) for (const step of run.curves[name].steps) found.add(step);
      found.add(run.last);
    }
    stops = [...found].sort((a, b) => a - b);
    byId("scrubber").max = Math.max(0, stops.length - 1);
  }

  function figures() {
    const { curves } = front(), at = (name) => short(valueAt(curves[name], state.step));
    const parts = [];
    if (curves.train_loss) parts.push(say(curves.test_loss ? "loss_now" : "loss_only", { train: at("train_loss"), test: at("test_loss") }));
    if (curves.test_loss_beyond) parts.push(say("beyond_now", { test: at("test_loss_beyond") }));
    if (curves.train_accuracy) parts.push(say("accuracy_now", { train: at("train_accuracy"), test: at("test_accuracy") }));
    return (runs.length > 1 ? `${front().name}: ` : "") + parts.join(" · ");
  }

  let isDrawn = false;
  function redraw() {
    if (isDrawn) return;
    isDrawn = true;
    requestAnimationFrame(() => {
      isDrawn = false;
      draw();
    });
  }

  function draw() {
    const text = say("step", { step: count(state.step) });
    byId("now").textContent = text;
    byId("figures").textContent = figures();
    const scrubber = byId("scrubber");
    scrubber.value = Math.max(0, lastUpTo(stops, state.step));
    scrubber.setAttribute("aria-valuetext", text);
    for (const panel of panels) {
      panel.root.hidden = !panel.isThere();
      if (panel.root.hidden) continue;
      panel.draw(panel);
      if (panel.canvas) panel.canvas.setAttribute("aria-label", `${say(panel.key)}. ${text}. ${figures()}`);
    }
    byId("problem").textContent = front().problem || (front().segments.length ? "" : say("nothing"));
    byId("problem").hidden = !byId("problem").textContent;
    const facts = { count: count(front().parameters), steps: count(front().last) };
    byId("facts").textContent = [say("parameters", facts), front().device, front().detail].filter(Boolean).join(" · ");
  }

  function go(step) {
    state.step = step;
    redraw();
  }

  const LENGTH = 12000, LEAST = 40;
  function play(isOn) {
    clearInterval(state.timer);
    state.timer = 0;
    if (isOn) {
      if (state.step >= stops[stops.length - 1]) go(stops[0]);
      state.timer = setInterval(() => {
        const next = lastUpTo(stops, state.step) + 1;
        if (next >= stops.length) play(false); else go(stops[next]);
      }, Math.max(LEAST, LENGTH / stops.length));
    }
    byId("play").textContent = say(isOn ? "pause" : "play");
    byId("play").setAttribute("aria-pressed", String(isOn));
  }

  function move(by) {
    play(false);
    go(stops[Math.min(stops.length - 1, Math.max(0, lastUpTo(stops, state.step) + by))]);
  }

  function fromAddress() {
    const found = new URLSearchParams(location.hash.slice(1));
    const place = runs.findIndex((run) => run.key === found.get("run"));
    if (place >= 0) choose(place);
    const step = Number(found.get("step"));
    if (found.has("step") && Number.isFinite(step)) {
      play(false);
      go(Math.min(Math.max(0, Math.round(step)), stops[stops.length - 1]));
    }
  }

  // --- what is chosen --------------------------------------------------------------------------

  function choose(place) {
    state.front = place;
    const select = document.querySelector("#runs select");
    if (select) select.value = String(place);
    gather();
    showChanges();
    redraw();
  }

  function showRuns() {
    const form = byId("runs");
    if (runs.length < 2) return;
    form.hidden = false;
    form.replaceChildren();
    runs.forEach((run, place) => {
      const label = element("label", form), box = element("input", label);
      box.type = "checkbox";
      box.checked = state.shown[place];
      box.addEventListener("change", () => { state.shown[place] = box.checked; gather(); redraw(); });
      sign(label, colourOf(run), lineOf(run));
      element("span", label, run.name);
    });
    const label = element("label", form, `${say("front")} `), select = element("select", label);
    runs.forEach((run, place) => { element("option", select, run.name).value = String(place); });
    select.value = String(state.front);
    select.addEventListener("change", () => choose(Number(select.value)));
  }

  function showChanges() {
    byId("changes").replaceChildren();
    for (const { step, text } of front().changes) element("li", byId("changes"), say("changed", { step: count(step), change: text }));
  }

  function showMarks() {
    for (const { run, step, name } of data.marks) {
      if (!runs.some((other) => other.key === run)) continue;
      const link = element("a", byId("marks"), `${name} (${say("step", { step: count(step) })})`);
      link.href = `#${new URLSearchParams({ step, run })}`;
    }
  }

  // --- begin -----------------------------------------------------------------------------------

  function restyle() {
    readColours();
    showRuns();
    draw();
  }

  byId("scrubber").addEventListener("input", (event) => { play(false); go(stops[Number(event.target.value)]); });
  byId("scrubber").setAttribute("aria-label", say("steps"));
  byId("play").addEventListener("click", () => play(!state.timer));
  document.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (event.target.matches("input, select, button, a, summary") || event.altKey || event.ctrlKey || event.metaKey) return;
    if (by) { event.preventDefault(); move(by); }
    if (event.key === " ") { event.preventDefault(); play(!state.timer); }
  });
  window.addEventListener("hashchange", fromAddress);
  window.addEventListener("resize", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
  for (const [name, isPaper] of [["beforeprint", true], ["afterprint", false]]) {
    window.addEventListener(name, () => { document.documentElement.classList.toggle("paper", isPaper); restyle(); });
  }
  gather();
  showChanges();
  showMarks();
  play(false);
  state.step = stops[stops.length - 1];
  restyle();
  fromAddress();
})();
