"use strict";
// Keys for every page, and the switch for figures and dates in an article. All of it can be done without, by links.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const find = document.querySelector("[data-find]");
  const dialog = document.querySelector(".keys-dialog");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const open = (hit) => hit && (hit.querySelector("[data-open]") || hit.querySelector("a"));

  function step(by) {
    const hits = all("[data-hit], .card");
    if (!hits.length) return false;
    const at = hits.findIndex((hit) => hit.contains(document.activeElement));
    const to = hits[at < 0 ? (by > 0 ? 0 : hits.length - 1) : Math.min(Math.max(at + by, 0), hits.length - 1)];
    const link = open(to);
    if (!link) return false;
    link.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
    return true;
  }

  const follow = (link) => { if (link) link.click(); return Boolean(link); };
  const keys = {
    "/": () => { if (find) { find.focus(); find.select(); } return Boolean(find); },
    "?": () => { dialog.showModal(); return true; },
    j: () => (document.querySelector(".sheet") ? enter() : step(1)),
    k: () => (document.querySelector(".sheet") ? false : step(-1)),
    n: () => follow(document.querySelector("a[rel=next]")),
    p: () => follow(document.querySelector("a[rel=prev]")),
    a: () => { const hit = document.activeElement.closest("[data-hit]"); return follow(hit && hit.querySelector(".where a")); },
    f: () => { const box = document.getElementById("notes"); if (box) box.click(); return Boolean(box); },
  };

  // Keys of a page's own: what it has for them in the row that has the focus, or outside all rows.
  function own(key) {
    const row = document.activeElement.closest("[data-hit]");
    const there = (row && row.querySelector(`[data-key="${key}"]`)) || all(`[data-key="${key}"]`).find((one) => !one.closest("[data-hit]"));
    if (!there) return false;
    if (there.matches("a, button, input[type=checkbox]")) { there.click(); return true; }
    const box = there.closest("details");
    if (box) box.open = true;
    (there.matches("summary") ? box.querySelector("input:not([type=hidden])") : there).focus();
    return true;
  }

  // In an article the first j goes to its first statement; from there on the article's own keys lead.
  function enter() {
    const first = document.querySelector(".entry:not([hidden]) h2 a, .entry:not([hidden]) h3 a");
    if (first) first.focus();
    return Boolean(first);
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    const target = event.target;
    const typing = target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing) {
      if (event.key === "Escape") target.blur();
      return;
    }
    if (keys[event.key] && keys[event.key]()) event.preventDefault();
    else if (/^[a-z]$/.test(event.key) && own(event.key)) event.preventDefault();
  });

  for (const button of all("[data-keys]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  }

  // What takes a moment to find is fetched from its own page once it comes into view; without scripts its link leads there.
  async function fill(link) {
    try {
      const answer = await fetch(link.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const rows = [...new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll(link.dataset.fill)];
      const list = document.createElement("ol");
      list.className = "hits";
      list.append(...rows.slice(0, 3));
      if (rows.length) link.before(list);
      link.textContent = rows.length > 3 ? "All that bears on it" : rows.length ? "On its own page" : "Nothing later in the store bears on it";
    } catch { /* the link stays */ }
  }
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) { seen.unobserve(target); fill(target); }
  }, { rootMargin: "200px" });
  for (const link of all("[data-fill]")) seen.observe(link);

  const notes = document.getElementById("notes");
  if (notes) {
    const put = () => document.body.classList.toggle("no-notes", !notes.checked);
    try { notes.checked = localStorage.getItem("notes") !== "off"; } catch { /* kept by the page alone */ }
    document.querySelector("[data-notes-toggle]").hidden = false;
    notes.addEventListener("change", () => {
      put();
      try { localStorage.setItem("notes", notes.checked ? "on" : "off"); } catch { /* kept by the page alone */ }
    });
    put();
  }
})();
