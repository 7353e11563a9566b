"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const wide = matchMedia("(min-width: 60rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const sheets = all(".sheet").map((section) => {
    const statements = new Map();
    for (const entry of all(".entry", section)) {
      const number = entry.dataset.s;
      statements.set(number, {
        number, entry,
        link: entry.querySelector("a"),
        ref: document.getElementById(`${section.id}-at${number}`),
        look: [...entry.classList].filter((name) => /^(k|u)(\d|-)/.test(name)),
        words: entry.textContent.toLowerCase(),
        shown: true,
      });
    }
    const runs = all(".text .run", section).map((element) => ({
      element,
      parts: element.dataset.r.split(" ").map((pair) => pair.split(":")),
    }));
    return { section, statements, runs };
  });
  let selected = null; // { sheet, number }

  // A run shows the parts of those statements that the filters leave, in the colour of the first (the shortest) of them.
  function paint(sheet) {
    const current = selected && selected.sheet === sheet ? selected.number : null;
    for (const { element, parts } of sheet.runs) {
      const shown = parts.filter(([number]) => sheet.statements.get(number).shown);
      const mine = shown.filter(([number]) => number === current);
      const names = new Set(["run"]);
      if (shown.length) {
        for (const name of sheet.statements.get((mine[0] || shown[0])[0]).look) names.add(name);
        for (const [, part] of shown) names.add(part);
        if (mine.length) names.add("on");
      }
      element.className = [...names].join(" ");
    }
    for (const [number, { entry, link, ref, shown }] of sheet.statements) {
      entry.hidden = ref.hidden = !shown;
      for (const element of [entry, ref]) element.classList.toggle("on", number === current);
      for (const element of [link, ref]) {
        if (number === current) element.setAttribute("aria-current", "true");
        else element.removeAttribute("aria-current");
      }
    }
  }

  function show(element, block) {
    element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
  }

  // Scroll the list, which has its own scroll bar beside the article, so that an entry is in view.
  function reveal(entry) {
    const list = entry.closest(".list");
    const frame = list.getBoundingClientRect();
    const box = entry.getBoundingClientRect();
    const top = Math.max(frame.top, 0) + list.querySelector(".list-title").offsetHeight;
    const bottom = Math.min(frame.bottom, innerHeight);
    if (box.top < top || box.bottom > bottom) list.scrollTop += (box.top + box.bottom - top - bottom) / 2;
  }

  // Select a statement, from the "list" or from the "text": the other side comes into view; focus goes where asked.
  function select(sheet, number, from, focus) {
    const before = selected;
    selected = { sheet, number };
    if (before && before.sheet !== sheet) paint(before.sheet);
    paint(sheet);
    const { entry, link, ref } = sheet.statements.get(number);
    if (focus) (focus === "list" ? link : ref).focus({ preventScroll: true });
    if (wide.matches) {
      reveal(entry);
      const box = ref.getBoundingClientRect();
      if (from !== "text" && (box.top < 0 || box.bottom > innerHeight)) {
        addEventListener("scrollend", () => reveal(entry), { once: true }); // the list may have moved with the page
        show(ref, "center");
      }
    } else {
      show((focus || (from === "list" ? "text" : "list")) === "list" ? entry : ref, "center");
    }
    history.replaceState(null, "", `#${entry.id}`);
  }

  function clear() {
    if (!selected) return;
    const { sheet } = selected;
    selected = null;
    paint(sheet);
    history.replaceState(null, "", location.pathname + location.search);
  }

  function filter() {
    const { speaker, kind, manner, words } = form.elements;
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const active = Boolean(speaker.value || kind.value || manner.value || wanted.length);
    let total = 0;
    let left = 0;
    for (const sheet of sheets) {
      let here = 0;
      for (const statement of sheet.statements.values()) {
        const data = statement.entry.dataset;
        statement.shown = (!speaker.value || data.speaker === speaker.value)
          && (!kind.value || data.kind === kind.value)
          && (!manner.value || data.manner === manner.value)
          && wanted.every((word) => statement.words.includes(word));
        here += statement.shown;
      }
      if (selected && selected.sheet === sheet && !sheet.statements.get(selected.number).shown) selected = null;
      paint(sheet);
      total += sheet.statements.size;
      left += here;
      sheet.section.querySelector(".none-shown").hidden = here > 0 || !sheet.statements.size;
      const tally = document.querySelector(`[data-count="${sheet.section.id}"]`);
      if (tally) {
        const size = sheet.statements.size;
        tally.textContent = `${here < size ? `${here} of ` : ""}${size} statement${size === 1 ? "" : "s"}`;
      }
    }
    count.textContent = `${left} of ${total} shown`;
    form.querySelector("button").hidden = !active;
  }

  function step(sheet, number, by, side) {
    const shown = sheets.flatMap((s) => [...s.statements.values()].filter((x) => x.shown).map((x) => [s, x.number]));
    const at = shown.findIndex(([s, n]) => s === sheet && n === number) + by;
    if (at >= 0 && at < shown.length) select(...shown[at], side, side);
  }

  for (const sheet of sheets) {
    for (const statement of sheet.statements.values()) {
      statement.entry.addEventListener("click", (event) => {
        if (String(getSelection()) || event.target.closest("a.permanent, button, input, select, form")) return;
        event.preventDefault();
        const other = event.target.closest("a.other");
        if (other) {
          if (sheet.statements.get(other.dataset.to).shown) select(sheet, other.dataset.to, "list", "list");
          return;
        }
        // Enter on the name (a click without a pointer) goes on to the text; the pointer leaves the focus in the list.
        const entered = event.detail === 0 && event.target.closest("a");
        select(sheet, statement.number, "list", entered ? "text" : wide.matches ? "list" : null);
      });
      statement.ref.addEventListener("click", (event) => {
        event.preventDefault();
        event.stopPropagation();
        select(sheet, statement.number, "text", event.detail === 0 || !wide.matches ? "list" : "text");
      });
      for (const [element, side] of [[statement.link, "list"], [statement.ref, "text"]]) {
        element.addEventListener("keydown", (event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
          if (!by) return;
          event.preventDefault();
          step(sheet, statement.number, by, side);
        });
      }
    }
    for (const { element, parts } of sheet.runs) {
      element.addEventListener("click", () => {
        if (String(getSelection())) return;
        const here = [...new Set(parts.map(([number]) => number))].filter((n) => sheet.statements.get(n).shown);
        if (!here.length) return;
        // Where statements overlap, clicking again goes on to the next one.
        const at = selected && selected.sheet === sheet ? here.indexOf(selected.number) : -1;
        select(sheet, here[(at + 1) % here.length], "text", wide.matches ? null : "list");
      });
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(() => { filter(); form.elements.speaker.focus(); }));
  form.addEventListener("submit", (event) => event.preventDefault());

  function follow() {
    const match = /^#(a\d+)-(?:s|at)(\d+)$/.exec(location.hash);
    const sheet = match && sheets.find(({ section }) => section.id === match[1]);
    if (sheet && sheet.statements.has(match[2])) select(sheet, match[2], "address", null);
  }

  form.hidden = false;
  document.querySelector(".keys").hidden = false;
  document.documentElement.classList.add("live");
  filter(); // a browser may have kept the filters over a reload
  addEventListener("hashchange", follow);
  follow();
})();
