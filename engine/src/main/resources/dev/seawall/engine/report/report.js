"use strict";
(() => {
// no controls and no direction marks: a name must look like what it is
const clean = (key, value) => typeof value === "string" ? value.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "") : value;
const data = JSON.parse(document.getElementById("data").textContent, clean);
const SEVERITIES = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "UNKNOWN"];
const PAGE = 200;
const $ = id => document.getElementById(id);
// every text goes through textContent: nothing from a scanned image is ever read as HTML
const el = (tag, props, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") node.className = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter(c => c !== null && c !== undefined && c !== ""));
  return node;
};
const lower = s => s.charAt(0) + s.slice(1).toLowerCase();
const layerIndex = new Map(data.target.layers.map((l, i) => [l.diffId, i]));
const packagePath = new Map();
const packageLayer = new Map();
for (const p of data.packages) {
  if (!packagePath.has(p.purl)) packagePath.set(p.purl, p.path);
  if (!packageLayer.has(p.purl)) packageLayer.set(p.purl, p.layer);
}
const findings = data.findings.map((f, i) => {
  const path = f.location.path || (f.package ? packagePath.get(f.package.purl) || "" : "");
  const layer = f.location.layer || (f.package ? packageLayer.get(f.package.purl) : null);
  const at = layerIndex.has(layer) ? layerIndex.get(layer) : -1;
  return {f, i, path, layer: at, rank: SEVERITIES.indexOf(f.severity),
    name: f.package ? f.package.name : path, version: f.package ? f.package.version : (f.location.line ? "line " + f.location.line : ""),
    fix: f.fix.version || "",
    text: [f.id, f.aliases.join(" "), f.title, f.kind, f.package ? f.package.name + " " + f.package.version : "", path, f.evidence].join(" ").toLowerCase()};
});
const state = {query: "", severities: new Set(), kind: "", layer: -1, whose: "", hidden: false, sort: "rank", up: true, limit: PAGE};

const bar = counts => {
  const node = el("div", {class: "bar"});
  for (const s of SEVERITIES) if (counts[s]) {
    const part = el("i", {class: s});
    part.style.flex = counts[s] + " 0 0";
    node.append(part);
  }
  return node;
};
const countBySeverity = list => {
  const out = {};
  for (const x of list) out[x.f.severity] = (out[x.f.severity] || 0) + 1;
  return out;
};
const open = findings.filter(x => x.f.status === "open");

function bars(target, entries) {
  const max = Math.max(1, ...entries.map(e => e[1]));
  for (const [label, n, title] of entries) {
    const fill = el("i");
    fill.style.width = (n / max * 100) + "%";
    target.append(el("span", {class: "label", title: title || label}, label), el("span", {class: "track", "aria-hidden": "true"}, fill), el("span", {class: "n"}, String(n)));
  }
  if (!entries.length) target.append(el("span", {}, "Nothing open."));
}

function charts() {
  $("spread").append(bar(countBySeverity(open)));
  const kinds = new Map();
  for (const x of open) kinds.set(x.f.kind, (kinds.get(x.f.kind) || 0) + 1);
  bars($("kinds"), [...kinds].sort((a, b) => b[1] - a[1]).map(([k, n]) => [k.charAt(0).toUpperCase() + k.slice(1), n]));
  const fixes = new Map();
  for (const x of open) if (x.f.package && x.f.fix.version) {
    const key = x.f.package.name;
    fixes.set(key, (fixes.get(key) || 0) + 1);
  }
  bars($("fixes"), [...fixes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 6));
}

function layers() {
  const list = $("layers");
  if (!data.target.layers.length) { $("layer-panel").remove(); return; }
  if (!$("split").textContent) $("split").remove();
  const adds = new Map();
  for (const p of data.packages) if (layerIndex.has(p.layer)) adds.set(p.layer, (adds.get(p.layer) || 0) + 1);
  data.target.layers.forEach((l, i) => {
    const mine = open.filter(x => x.layer === i);
    const n = adds.get(l.diffId) || 0;
    const button = el("button", {class: "layer", type: "button", "aria-pressed": "false", "data-layer": i, title: l.diffId,
      onclick: () => { state.layer = state.layer === i ? -1 : i; $("layer").value = state.layer; update(); }},
      el("span", {class: "no"}, String(i + 1)),
      el("code", {}, l.base ? el("span", {class: "base"}, "base") : "", l.command || l.diffId.slice(0, 19)),
      el("span", {class: "adds"}, n ? n + (n === 1 ? " package" : " packages") : "–"),
      el("span", {class: "mini"}, bar(countBySeverity(mine)), el("b", {}, String(mine.length))));
    list.append(el("li", {}, button));
  });
}

function filters() {
  for (const s of SEVERITIES) {
    $("severities").append(el("button", {class: "chip", type: "button", "aria-pressed": "false", onclick: e => {
      state.severities.has(s) ? state.severities.delete(s) : state.severities.add(s);
      e.currentTarget.setAttribute("aria-pressed", String(state.severities.has(s)));
      update();
    }}, lower(s)));
  }
  const kinds = [...new Set(findings.map(x => x.f.kind))].sort();
  $("kind").append(el("option", {value: ""}, "All kinds"), ...kinds.map(k => el("option", {value: k}, k.charAt(0).toUpperCase() + k.slice(1))));
  $("kind").addEventListener("change", e => { state.kind = e.target.value; update(); });
  if (data.target.layers.length) {
    $("layer").append(el("option", {value: -1}, "All layers"), ...data.target.layers.map((l, i) => el("option", {value: i}, "Layer " + (i + 1))));
    $("layer").addEventListener("change", e => { state.layer = Number(e.target.value); update(); });
  } else $("layer").remove();
  if (data.target.layers.some(l => l.base)) {
    $("whose").append(el("option", {value: ""}, "Yours and the base's"), el("option", {value: "yours"}, "Yours"), el("option", {value: "base"}, "The base image's"));
    $("whose").addEventListener("change", e => { state.whose = e.target.value; update(); });
  } else $("whose").remove();
  if (findings.length === open.length) $("hidden").remove();
  else $("hidden").addEventListener("click", e => {
    state.hidden = !state.hidden;
    e.currentTarget.setAttribute("aria-pressed", String(state.hidden));
    update();
  });
  let timer = 0;
  $("query").addEventListener("input", e => { clearTimeout(timer); timer = setTimeout(() => { state.query = e.target.value.trim().toLowerCase(); update(); }, 80); });
  document.querySelectorAll("th button").forEach(b => b.addEventListener("click", () => {
    state.up = state.sort === b.dataset.sort ? !state.up : true;
    state.sort = b.dataset.sort;
    update();
  }));
  $("more").addEventListener("click", () => { state.limit += PAGE; draw(); });
  document.addEventListener("keydown", e => {
    const typing = /INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName);
    if (e.key === "/" && !typing) { e.preventDefault(); $("query").focus(); }
    if (e.key === "Escape" && document.activeElement === $("query")) { $("query").value = ""; state.query = ""; update(); }
  });
}

const collator = new Intl.Collator("en", {numeric: true});
const keys = {rank: x => x.rank, id: x => x.f.id, name: x => x.name, version: x => x.version, fix: x => x.fix, score: x => -x.f.priority.score};
let matching = [];
function update() {
  const words = state.query.split(/\s+/).filter(Boolean);
  matching = findings.filter(x => (state.hidden || x.f.status === "open")
    && (!state.severities.size || state.severities.has(x.f.severity))
    && (!state.kind || x.f.kind === state.kind)
    && (state.layer < 0 || x.layer === state.layer)
    && (!state.whose || (state.whose === "base") === (x.layer >= 0 && data.target.layers[x.layer].base))
    && words.every(w => x.text.includes(w)));
  const key = keys[state.sort];
  const sign = state.up ? 1 : -1;
  matching.sort((a, b) => {
    const p = key(a), q = key(b);
    return sign * (typeof p === "number" ? p - q : collator.compare(p, q)) || a.i - b.i;
  });
  document.querySelectorAll("th button").forEach(b => {
    const th = b.parentElement;
    if (b.dataset.sort === state.sort) th.setAttribute("aria-sort", state.up ? "ascending" : "descending");
    else th.removeAttribute("aria-sort");
  });
  document.querySelectorAll(".layer").forEach(b => b.setAttribute("aria-pressed", String(Number(b.dataset.layer) === state.layer)));
  state.limit = PAGE;
  draw();
}

function draw() {
  const body = $("rows");
  body.replaceChildren(...matching.slice(0, state.limit).map(row));
  const total = state.hidden ? findings.length : open.length;
  $("shown").textContent = matching.length === total ? total + (total === 1 ? " finding" : " findings") : matching.length + " of " + total + " findings";
  $("more").hidden = matching.length <= state.limit;
  $("more").textContent = "Show " + Math.min(PAGE, matching.length - state.limit) + " more of " + (matching.length - state.limit);
  $("empty").hidden = matching.length > 0;
  $("empty-title").textContent = total ? "No finding matches" : "Nothing found";
  $("empty-text").textContent = total ? "0 of " + total + " findings fit the search and filters." : $("notices") ? "But not everything could be judged: see the notes above." : "Every package and file was judged.";
}

function row(x) {
  const f = x.f;
  const button = el("button", {class: "open", type: "button", "aria-expanded": "false"}, f.id);
  const tr = el("tr", {class: "row"},
    el("td", {}, el("span", {class: "sev " + f.severity}, lower(f.severity))),
    el("td", {}, button, f.kev ? el("span", {class: "tag kev", title: "on the list of vulnerabilities known to be exploited"}, "exploited") : "", f.status !== "open" ? el("span", {class: "tag"}, f.status) : ""),
    el("td", {}, x.name),
    el("td", {}, x.version),
    el("td", {}, x.fix || {"not-fixed": "none yet", "wont-fix": "won't fix", "unknown": "", "fixed": f.fix.patch ? "advice" : ""}[f.fix.state]),
    el("td", {class: "title"}, el("span", {class: "clip"}, f.title)));
  let detail = null;
  const toggle = () => {
    if (detail) { detail.remove(); detail = null; } else { detail = details(x); tr.after(detail); }
    button.setAttribute("aria-expanded", String(!!detail));
  };
  tr.addEventListener("click", e => { if (!e.target.closest("a") && !String(getSelection())) toggle(); });
  return tr;
}

const safe = url => /^https?:\/\//i.test(url);
const link = url => safe(url) ? el("a", {href: url, target: "_blank", rel: "noopener noreferrer"}, url) : url;
function page(f) {
  if (f.id.startsWith("CVE-")) return "https://nvd.nist.gov/vuln/detail/" + encodeURIComponent(f.id);
  if (f.id.startsWith("GHSA-")) return "https://github.com/advisories/" + encodeURIComponent(f.id);
  return f.kind === "vulnerability" ? "https://osv.dev/vulnerability/" + encodeURIComponent(f.id) : "";
}
function details(x) {
  const f = x.f;
  const dl = el("dl");
  const add = (name, ...values) => { if (values.some(v => v !== "" && v !== null && v !== undefined)) dl.append(el("dt", {}, name), el("dd", {}, ...values)); };
  add("What", f.title);
  add("Fix", f.fix.patch ? el("pre", {}, f.fix.patch) : f.fix.version && f.package ? "Upgrade " + f.package.name + " to " + f.fix.version : "");
  add("Package", f.package ? f.package.purl : "");
  add("Where", x.path ? x.path + (f.location.line ? ":" + f.location.line : "") + (f.location.shadowed ? " (deleted in a later layer, still inside the image)" : "") : "");
  add("Layer", x.layer >= 0 ? (x.layer + 1) + (data.target.layers[x.layer].base ? ", of the base image" : "") + (data.target.layers[x.layer].command ? ": " + data.target.layers[x.layer].command : "") : "");
  add("Evidence", f.evidence ? el("pre", {}, f.evidence) : "");
  add("Severity", lower(f.severity) + (f.severitySource ? ", rated by " + f.severitySource : "") + f.cvss.map(c => "; " + c.score.toFixed(1) + " " + c.vector).join(""));
  add("Exploitation", (f.kev ? "known to be exploited (KEV). " : "") + (f.epss !== null ? (f.epss * 100).toFixed(1) + " % likely within 30 days (EPSS)" : ""));
  add("Priority", f.priority.score ? f.priority.score + " of 100" + (f.priority.factors.length ? ": " + f.priority.factors.join("; ") : "") : "");
  add("Status", f.status === "open" ? "" : f.status + (f.reason ? ": " + f.reason : ""));
  add("Also known as", f.aliases.join(", "));
  add("Practices", f.practices.concat(f.controls).join(", "));
  const urls = [page(f), ...f.references].filter(Boolean);
  add("Read more", urls.length ? el("ul", {}, ...urls.slice(0, 12).map(u => el("li", {}, link(u)))) : "");
  return el("tr", {class: "detail"}, el("td", {colspan: "6"}, dl));
}

$("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
charts();
layers();
filters();
update();
})();
