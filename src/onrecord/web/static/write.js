"use strict";
// What persons do: judging by keys, edges of spans, dropped files, news of what is being read. All of it can be done by forms alone.
(() => {
  const all = (selector, of = document) => [...of.querySelectorAll(selector)];
  const csrf = () => (document.querySelector("input[name=csrf]") || {}).value || "";
  for (const hint of all("[data-with-scripts]")) hint.hidden = false;

  // Judging: r, w, e, u on the statement that has the focus.
  const told = document.querySelector("[data-told]");
  const tell = (text) => { if (told) told.textContent = text; };
  const done = [];  // what was done on this page: [entry, hit], the latest last

  async function post(path, body) {
    const answer = await fetch(path, {
      method: "POST", redirect: "error", credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf(), Accept: "application/json" },
      body: JSON.stringify(body),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.detail || said.title);
    return said;
  }

  function current() {
    const near = document.activeElement && document.activeElement.closest("[data-hit], .entry, [data-one]");
    if (near && near.querySelector("[data-judge]")) return near;
    return document.querySelector("[data-one]") || document.querySelector("[data-queue] [data-hit]:not(.judged)");
  }

  function next(hit) {
    const open = all("[data-queue] [data-hit]:not(.judged)");
    const to = open.find((other) => hit.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) || open[open.length - 1];
    const link = (to || hit).querySelector("[data-open]");
    if (link) { link.focus({ preventScroll: true }); (to || hit).scrollIntoView({ block: "nearest" }); }
  }

  async function judge(hit, verdict) {
    const form = hit.querySelector("[data-judge]");
    try {
      const said = await post(`/statement/${form.dataset.judge}/judge`, { verdict, seen: Number(form.elements.seen.value) });
      form.elements.seen.value = said.version;
      if (said.entry) done.push([said.entry, hit, form]);
      for (const button of all("button[name=verdict]", form)) button.setAttribute("aria-pressed", String(button.value === verdict));
      hit.classList.add("judged");
      tell(`Statement ${form.dataset.judge}: ${verdict}. u takes it back.`);
      next(hit);
    } catch (error) { tell(error.message); }
  }

  async function undo() {
    const last = done.pop();
    if (!last) return;
    const [entry, hit, form] = last;
    try {
      const said = await post(`/log/${entry}/undo`, {});
      form.elements.seen.value = said.version;
      hit.classList.remove("judged");
      for (const button of all("button[name=verdict]", form)) button.removeAttribute("aria-pressed");
      tell(`Statement ${form.dataset.judge}: taken back.`);
      const link = hit.querySelector("[data-open]");
      if (link) link.focus();
    } catch (error) { tell(error.message); }
  }

  for (const form of all("[data-queue] [data-judge]")) {
    form.addEventListener("submit", (event) => {
      if (!event.submitter || !event.submitter.value) return;
      event.preventDefault();
      judge(form.closest("[data-hit]"), event.submitter.value);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select, [role=slider]")) return;
    if (event.key === "u") {
      const mine = document.querySelector("[data-one] [data-mine]");
      if (done.length) undo(); else if (mine) mine.click(); else return;
      event.preventDefault();
      return;
    }
    if (!["r", "w", "e"].includes(event.key)) return;
    const hit = current();
    if (!hit) return;
    event.preventDefault();
    if (event.key === "e") hit.querySelector("[data-edit]").click();
    else if (hit.closest("[data-queue]")) judge(hit, event.key === "r" ? "right" : "wrong");
    else hit.querySelector(event.key === "r" ? "[data-right]" : "[data-wrong]").click();
  });

  // Spans: the text with what is marked; offsets count code points, as everywhere in the record.
  const box = document.querySelector("[data-text]");
  if (box) spans(box);

  function spans(text) {
    const whole = text.textContent;
    const points = [...whole];
    const moved = document.querySelector("[data-moved]");
    const unit = [0];  // code point -> place in UTF-16
    for (const point of points) unit.push(unit[unit.length - 1] + point.length);
    const astral = unit[points.length] !== points.length;
    const pointAt = (at) => {
      if (!astral) return at;
      let low = 0, high = points.length;
      while (low < high) { const middle = (low + high) >> 1; if (unit[middle] < at) low = middle + 1; else high = middle; }
      return low;
    };
    const slice = (start, end) => points.slice(start, end).join("");
    const blank = (at) => /\s/u.test(points[at] || " ");

    function pieces() {
      const found = [];
      for (const part of all("[data-part]")) {
        all(".piece", part).forEach((piece, number) => {
          const [from, to] = all("input", piece);
          if (from.value === "" || to.value === "") return;
          const start = Number(from.value), end = Number(to.value);
          if (start >= 0 && start < end && end <= points.length) found.push({ part, piece, from, to, start, end, number });
        });
      }
      return found;
    }

    function draw(focus) {
      const found = pieces().filter((entry) => !entry.part.closest("details:not([open])"));
      const cuts = [...new Set([0, points.length, ...found.flatMap((entry) => [entry.start, entry.end])])].sort((a, b) => a - b);
      const top = text.scrollTop;
      text.textContent = "";
      let wanted = null;
      const edge = (entry, side) => {
        const handle = document.createElement("span");
        const at = entry[side];
        handle.className = "edge";
        handle.tabIndex = 0;
        handle.dataset.side = side;
        handle.setAttribute("role", "slider");
        handle.setAttribute("aria-label", `${entry.part.dataset.label} ${entry.number + 1}: ${side === "start" ? "beginning" : "end"}`);
        handle.setAttribute("aria-valuemin", "0");
        handle.setAttribute("aria-valuemax", String(points.length));
        handle.setAttribute("aria-valuenow", String(at));
        handle.setAttribute("aria-valuetext", side === "start" ? `before “${slice(at, at + 20)}”` : `after “${slice(Math.max(at - 20, 0), at)}”`);
        handle.addEventListener("keydown", (event) => byKey(event, entry, side));
        handle.addEventListener("pointerdown", (event) => drag(event, entry, side));
        text.append(handle);
        if (focus && focus.piece === entry.piece && focus.side === side) wanted = handle;
      };
      cuts.forEach((cut, n) => {
        for (const entry of found) if (entry.end === cut) edge(entry, "end");
        for (const entry of found) if (entry.start === cut) edge(entry, "start");
        if (n + 1 === cuts.length) return;
        const names = found.filter((entry) => entry.start <= cut && cut < entry.end).map((entry) => `m-${entry.part.dataset.part}`);
        const run = document.createElement(names.length ? "mark" : "span");
        run.className = `run-of ${names.join(" ")}`;
        run.textContent = slice(cut, cuts[n + 1]);
        text.append(run);
      });
      text.scrollTop = top;
      if (wanted) wanted.focus({ preventScroll: true });
      for (const part of all("[data-part]")) {
        for (const piece of all(".piece", part)) {
          const [from, to] = all("input", piece);
          piece.querySelector("output").textContent = from.value !== "" && to.value !== "" ? slice(Number(from.value), Number(to.value)).slice(0, 200) : "";
        }
      }
    }

    function put(entry, side, at) {
      const [low, high] = side === "start" ? [0, entry.end - 1] : [entry.start + 1, points.length];
      const to = Math.min(Math.max(at, low), high);
      entry[side] = to;
      (side === "start" ? entry.from : entry.to).value = to;
      draw({ piece: entry.piece, side });
    }

    function word(at, by) {
      let to = at + by;
      const inside = (place) => place > 0 && place < points.length;
      while (inside(to) && !(blank(by > 0 ? to : to - 1) && !blank(by > 0 ? to - 1 : to))) to += by;
      return to;
    }

    function byKey(event, entry, side) {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      put(entry, side, event.shiftKey || event.ctrlKey ? word(entry[side], by) : entry[side] + by);
      moved.textContent = slice(entry.start, entry.end).slice(0, 200);
    }

    function drag(event, entry, side) {
      event.preventDefault();
      const move = (at) => { const place = under(at.clientX, at.clientY); if (place !== null) put(entry, side, place); };
      const stop = () => { removeEventListener("pointermove", move); removeEventListener("pointerup", stop); removeEventListener("pointercancel", stop); };
      addEventListener("pointermove", move);
      addEventListener("pointerup", stop);
      addEventListener("pointercancel", stop);
    }

    function under(x, y) {
      if (document.caretPositionFromPoint) {
        const at = document.caretPositionFromPoint(x, y);
        return at && offset(at.offsetNode, at.offset);
      }
      const at = document.caretRangeFromPoint(x, y);
      return at && offset(at.startContainer, at.startOffset);
    }

    function offset(node, within) {
      if (!text.contains(node)) return null;
      const range = document.createRange();
      range.setStart(text, 0);
      range.setEnd(node, within);
      return pointAt(range.toString().length);
    }

    let chosen = null;
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      let start = offset(range.startContainer, range.startOffset), end = offset(range.endContainer, range.endOffset);
      if (start === null || end === null) return;
      while (start < end && blank(start)) start += 1;
      while (end > start && blank(end - 1)) end -= 1;
      chosen = start < end ? [start, end] : null;
    });

    function row(part) {
      const rows = all(".piece", part);
      const free = rows.find((piece) => all("input", piece).every((input) => input.value === ""));
      if (free) return free;
      if (!("many" in part.dataset)) return rows[0];
      const made = rows[0].cloneNode(true);
      all("input", made).forEach((input, n) => {
        input.value = "";
        input.setAttribute("aria-label", `${part.dataset.label} ${rows.length + 1}, ${n ? "to" : "from"}`);
      });
      rows[rows.length - 1].after(made);
      return made;
    }

    function mark(part, start, end, replace) {
      if (replace) for (const input of all(".piece input", part)) input.value = "";
      const piece = row(part);
      const [from, to] = all("input", piece);
      from.value = start;
      to.value = end;
      draw({ piece, side: "end" });
    }

    for (const part of all("[data-part]")) {
      const tools = document.createElement("div");
      tools.className = "part-tools";
      const tool = (label, name, act) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = label;
        button.setAttribute("aria-label", `${name}: ${part.dataset.label}`);
        button.addEventListener("mousedown", (event) => event.preventDefault());  // keeps what is selected
        button.addEventListener("click", act);
        tools.append(button);
      };
      tool("Selected words", "Take the selected words", () => { if (chosen) mark(part, ...chosen, true); });
      if ("many" in part.dataset) tool("Further piece", "Selected words as a further piece", () => { if (chosen) mark(part, ...chosen, false); });
      tool("By keys", "A piece whose edges are moved by keys", () => {
        const last = pieces().at(-1);
        let start = last ? last.end : Number(text.dataset.at);
        while (start < points.length && blank(start)) start += 1;
        if (start >= points.length) start = 0;
        mark(part, start, Math.max(word(start, 1), start + 1), false);
      });
      tool("None", "No words", () => { for (const input of all(".piece input", part)) input.value = ""; draw(); });
      part.append(tools);
    }
    document.addEventListener("input", (event) => { if (event.target.closest("[data-part]")) draw(); });
    for (const details of all(".commitment-form")) details.addEventListener("toggle", () => draw());
    draw();
    const first = text.querySelector("mark");
    if (first) text.scrollTop = Math.max(first.offsetTop - text.clientHeight / 3, 0);
  }

  // Adding: files dropped on the page, and how far what was given is.
  const form = document.querySelector("form[data-drop]");
  if (form) {
    const over = (event) => { if ([...event.dataTransfer.types].includes("Files")) { event.preventDefault(); document.body.classList.add("dropping"); } };
    document.addEventListener("dragover", over);
    document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
    document.addEventListener("drop", (event) => {
      document.body.classList.remove("dropping");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      form.elements.files.files = event.dataTransfer.files;
      form.elements.files.focus();
    });
  }

  const job = document.querySelector("[data-job]");
  if (job && !["done", "failed"].includes(job.dataset.state)) {
    const news = new EventSource(`${job.dataset.job}/events`);
    const says = { waiting: "Waits for its turn.", reading: "Is being read." };
    news.addEventListener("message", (event) => {
      const so = JSON.parse(event.data);
      if (says[so.state]) job.querySelector("[data-state-words]").textContent = says[so.state];
      for (const cell of all("[data-count]", job)) cell.textContent = so.added[cell.dataset.count];
      const bar = job.querySelector("progress");
      if (bar && so.added.done !== null) bar.value = so.added.done;
    });
    news.addEventListener("over", () => { news.close(); location.reload(); });
  }
})();
