// The page: what is asked stands in its address, so that a link gives the same again; what is supposed is solved here.
(function () {
  "use strict";
  const { DATA, SOLVER } = globalThis;
  const el = (id) => document.getElementById(id);
  const WORDS = { obliged: "obliged", contested: "contested", not_obliged: "not obliged" };
  const SVG = "http://www.w3.org/2000/svg";
  const asked = { person: "", day: 0, view: "", host: "", suppose: [] };
  let outcomes = null, asking = 0, run = null;

  // ------------------------------------------------------------------------------------------------------------- parts

  function made(tag, text, attributes = {}) {
    const it = document.createElement(tag);
    if (text !== undefined) it.textContent = text;
    for (const name in attributes) it.setAttribute(name, attributes[name]);
    return it;
  }

  function options(select, pairs) {
    select.replaceChildren(...pairs.map(([value, text]) => made("option", text, { value })));
  }

  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  const inWords = (day) => `${day % 100} ${MONTHS[(Math.floor(day / 100) % 100) - 1]} ${Math.floor(day / 10000)}`;
  const iso = (day) => String(day).replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
  const names = new Map(DATA.hosts.map(([state, area, name]) => [area || state, name]));
  const placeOf = (number) => DATA.hosts[number][1] || DATA.hosts[number][0];

  function draw() {
    const { width, height, sphere, shapes, dots, source } = DATA.map;
    const svg = el("map");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.innerHTML = '<defs><pattern id="hatched" width="60" height="60" patternUnits="userSpaceOnUse"' +
      ' patternTransform="rotate(45)"><rect width="60" height="60" fill="#fff"/><rect width="30" height="60"' +
      ' fill="#0b559f"/></pattern></defs>';
    const add = (tag, attributes) => {
      const it = document.createElementNS(SVG, tag);
      for (const name in attributes) it.setAttribute(name, attributes[name]);
      svg.append(it);
      return it;
    };
    add("path", { d: sphere, class: "sea" });
    const named = (it, id) => {
      const title = document.createElementNS(SVG, "title");
      it.append(title);
      it.dataset.place = id;
      it.addEventListener("click", () => choose(id));
    };
    for (const id in shapes) if (names.has(id)) named(add("path", { d: shapes[id], class: "unknown" }), id);
    for (const id in dots) if (names.has(id)) named(add("circle", { cx: dots[id][0], cy: dots[id][1], r: 26, class: "unknown" }), id);
    el("source").textContent = `Shapes: ${source}.`;
  }

  // ------------------------------------------------------------------------------------------------------- what is told

  // The verdict in the view that is chosen, of an outcome.
  function seen(outcome) {
    const at = DATA.schools.findIndex(([id]) => id === asked.view);
    return at < 0 ? outcome[0] : outcome[1][at];
  }

  // The schools that have a view under the regimes that a duty rests on, each with the name that it has there.
  function voices(rules) {
    const regimes = new Set(rules.map((id) => (DATA.rules[id] || [])[2]));
    return DATA.schools.flatMap(([, name, speaks], at) => {
      if (!rules.length || !Object.keys(speaks).length) return [[name, at]];
      const regime = Object.keys(speaks).find((it) => regimes.has(it));
      return regime === undefined ? [] : [[speaks[regime], at]];
    });
  }

  function command() {
    const words = ["dedere", "assess", asked.person, asked.host, "--on", iso(asked.day)];
    for (const fact of asked.suppose) words.push("--suppose", `'${fact.replace(/'/g, `'\\''`)}'`);
    return words.join(" ");
  }

  function tellOne() {
    const number = DATA.hosts.findIndex((_, it) => placeOf(it) === asked.host);
    const box = el("answer");
    if (!outcomes || number < 0) return box.replaceChildren();
    const [verdict, schools, rules] = outcomes[number];
    const who = DATA.persons.find(([id]) => id === asked.person)[1];
    const table = made("table");
    table.append(made("caption", `${names.get(asked.host)}, about ${who} on ${inWords(asked.day)}`));
    const row = (head, text) => {
      const line = made("tr");
      line.append(made("th", head, { scope: "row" }), made("td", text));
      table.append(line);
    };
    row("All views together", WORDS[verdict]);
    for (const [name, at] of voices(rules)) row(`In the view of ${name}`, WORDS[schools[at]]);
    for (const id of rules) row(`By ${id}`, `${DATA.rules[id][0]} (${DATA.rules[id][1]})`);
    if (!rules.length) row("By", "no rule here founds a duty to arrest on this day");
    box.replaceChildren(table, made("p", "For the reasons, run:"), made("pre", command(), { tabindex: "0" }));
  }

  function tell() {
    const counts = { obliged: 0, contested: 0, not_obliged: 0 };
    const lists = { obliged: [], contested: [], not_obliged: [] };
    outcomes.forEach((outcome, number) => {
      const it = seen(outcome), id = placeOf(number);
      if (!DATA.hosts[number][1]) counts[it] += 1;
      lists[it].push(names.get(id));
      for (const shape of document.querySelectorAll(`[data-place="${id}"]`)) {
        shape.setAttribute("class", it + (id === asked.host ? " chosen" : ""));
        shape.firstChild.textContent = `${names.get(id)}: ${WORDS[it]}`;
      }
    });
    const view = asked.view ? `In the view of ${el("view").selectedOptions[0].textContent}` : "On all views together";
    const who = el("person").selectedOptions[0].textContent;
    el("count").textContent = `${view}, about ${who} on ${inWords(asked.day)}: ${counts.obliged} States obliged, ` +
      `${counts.contested} contested, ${counts.not_obliged} not obliged.`;
    el("list").replaceChildren(...Object.keys(lists).map((it) => {
      const details = made("details");
      details.append(made("summary", `${WORDS[it]}: ${lists[it].length} States and areas`), made("p", lists[it].sort().join(", ") || "none"));
      return details;
    }));
    tellOne();
  }

  // The record ends somewhere, and the law does not know what came later.
  function tellKept() {
    const beyond = DATA.kept.filter(([, day]) => day < asked.day).sort((one, other) => one[1] - other[1]);
    el("kept").textContent = beyond.length
      ? `Not all of the record is kept up to this day: ${beyond[0][0]} up to ${inWords(beyond[0][1])}` +
        (beyond.length > 1 ? `, and ${beyond.length - 1} more kinds of facts not up to it.` : ".")
      : "";
  }

  // ------------------------------------------------------------------------------------------------------- what is asked

  const loaded = (file) => new Promise((ok, no) => {
    const script = made("script", undefined, { src: file });
    script.onload = ok;
    script.onerror = () => no(new Error("this copy of the site was built without clingo: run the command below"));
    document.head.append(script);
  });

  // Clingo is large, so it is read when something is to be worked out, and once.
  async function ready() {
    for (const file of ["law.js", "clingo.js", "wasm.js"]) await loaded(file);
    const packed = Uint8Array.from(atob(globalThis.WASM), (sign) => sign.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const whole = new Blob([await new Response(stream).arrayBuffer()], { type: "application/wasm" });
    const address = await new Promise((ok) => {
      const reader = new FileReader();
      reader.onload = () => ok(reader.result);
      reader.readAsDataURL(whole);
    });
    await globalThis.clingo.init(address);
    return globalThis.clingo.run;
  }

  async function answer() {
    const mine = (asking += 1);
    el("fault").textContent = "";
    tellKept();
    remember();
    const known = !asked.suppose.length && DATA.situations[asked.person];
    const found = known && SOLVER.lookUp(known, asked.day);
    if (found) {
      outcomes = found;
      el("told").textContent = "Looked up.";
      return tell();
    }
    outcomes = null;
    el("answer").replaceChildren();
    el("told").textContent = "Working it out in this page\u2026";
    for (const shape of document.querySelectorAll("[data-place]")) shape.setAttribute("class", "unknown");
    try {
      run = run || ready();
      const clingo = await run;
      await new Promise((ok) => setTimeout(ok, 30)); // so that the line above is seen
      if (mine !== asking) return;
      const began = performance.now();
      const solved = await SOLVER.solve(clingo, globalThis.LAW, { ...asked });
      if (mine !== asking) return; // another question was asked meanwhile
      outcomes = solved;
      el("told").textContent = `Worked out in this page in ${((performance.now() - began) / 1000).toFixed(1)} seconds.`;
      tell();
    } catch (error) {
      if (mine !== asking) return;
      el("told").textContent = "";
      el("count").textContent = "";
      el("list").replaceChildren();
      el("fault").textContent = `No answer: ${error.message}.`;
      el("answer").replaceChildren(made("pre", command(), { tabindex: "0" }));
    }
  }

  function choose(id) {
    asked.host = id;
    el("host").value = id;
    remember();
    if (outcomes) tell();
  }

  function remember() {
    const said = new URLSearchParams({ person: asked.person, day: iso(asked.day), view: asked.view, host: asked.host });
    for (const fact of asked.suppose) said.append("suppose", fact);
    history.replaceState(null, "", `#${said}`);
  }

  // -------------------------------------------------------------------------------------------------- what is supposed

  const OPEN = { since: "#inf", until: "#sup" };

  function fields() {
    const [, , says, args] = DATA.kinds.find(([name]) => name === el("kind").value);
    el("says").textContent = says.replace(/[{}]/g, "");
    el("arguments").replaceChildren(...args.map(([name, type], at) => {
      const id = `argument-${at}`, box = made("p");
      const values = DATA.types[type];
      let input;
      if (values) {
        input = made("select", undefined, { id });
        options(input, values);
        if (values.some(([value]) => value === asked.host)) input.value = asked.host;
        if (values.some(([value]) => value === asked.person)) input.value = asked.person;
      } else if (type === "date" || type in OPEN) {
        input = made("input", undefined, { id, type: "date", ...(type === "date" ? { required: "" } : {}) });
      } else {
        const number = type === "number" || type === "hundredths";
        input = made("input", undefined, { id, required: "", ...(number ? { type: "number", step: "1" } : { type: "text" }) });
        if (type === "term") input.setAttribute("pattern", "[a-z][A-Za-z0-9_]*");
      }
      input.dataset.type = type;
      box.append(made("label", type in OPEN ? `${name} (empty: open)` : name, { for: id }), input);
      return box;
    }));
  }

  function written(input) {
    const { type } = input.dataset, value = input.value.trim();
    if (type === "date" || type in OPEN) return value ? value.replace(/-/g, "") : OPEN[type];
    if (type === "text") return JSON.stringify(value);
    return value;
  }

  // A fact as its kind reads, with the names of what it names.
  function sentence(fact) {
    const [, , says, args] = DATA.kinds.find(([name]) => fact.startsWith(`${name}(`));
    const given = fact.slice(fact.indexOf("(") + 1, -1).match(/"(?:[^"\\]|\\.)*"|[^,]+/g) || [];
    const called = new Map(args.map(([name, type], at) => {
      const value = given[at] || "", known = (DATA.types[type] || []).find(([id]) => id === value);
      if (known) return [name, known[1]];
      if (type === "date" || type in OPEN) return [name, /^\d{8}$/.test(value) ? inWords(Number(value)) : "an open day"];
      return [name, value.replace(/^"|"$/g, "")];
    }));
    return says.replace(/\{(\w+)\}/g, (whole, name) => called.get(name) || whole).replace(/[{}]/g, "");
  }

  function listSupposed() {
    el("supposed").replaceChildren(...asked.suppose.map((fact) => {
      const it = made("li"), off = made("button", "take back", { type: "button", "aria-label": `take back ${fact}` });
      off.addEventListener("click", () => {
        asked.suppose = asked.suppose.filter((other) => other !== fact);
        listSupposed();
        answer();
      });
      it.append(`${sentence(fact)} `, made("code", fact), off);
      return it;
    }));
  }

  // Only what this page itself would write is taken out of an address: a fact of a kind that it knows, and no program.
  const PLAIN = /^[a-z_][A-Za-z0-9_]*\((?:[a-z_][A-Za-z0-9_]*|-?\d+|#sup|#inf|"(?:[^"\\]|\\.)*")(?:,(?:[a-z_][A-Za-z0-9_]*|-?\d+|#sup|#inf|"(?:[^"\\]|\\.)*"))*\)$/;
  const plain = (fact) => PLAIN.test(fact) && DATA.kinds.some(([name]) => fact.startsWith(`${name}(`));

  function begin() {
    const said = new URLSearchParams(location.hash.slice(1));
    const one = (name, allowed, otherwise) => (allowed.includes(said.get(name)) ? said.get(name) : otherwise);
    asked.person = one("person", DATA.persons.map(([id]) => id), Object.keys(DATA.situations)[0] || DATA.persons[0][0]);
    asked.view = one("view", ["", ...DATA.schools.map(([id]) => id)], DATA.schools.length ? DATA.schools[0][0] : "");
    asked.host = one("host", [...names.keys()], "ind");
    const day = said.get("day");
    asked.day = Number((/^\d{4}-\d\d-\d\d$/.test(day) ? day : new Date().toISOString().slice(0, 10)).replace(/-/g, ""));
    asked.suppose = said.getAll("suppose").filter(plain);
    el("person").value = asked.person;
    el("view").value = asked.view;
    el("host").value = asked.host;
    el("day").value = iso(asked.day);
    fields();
    listSupposed();
    return answer();
  }

  draw();
  options(el("person"), DATA.persons);
  options(el("view"), [...DATA.schools.map(([id, name]) => [id, name]), ["", "all views together"]]);
  options(el("host"), DATA.hosts.map(([state, area, name]) => [area || state, name]).sort((a, b) => a[1].localeCompare(b[1])));
  const groups = new Map();
  for (const [name, group, says] of DATA.kinds) groups.set(group, [...(groups.get(group) || []), [name, says]]);
  for (const [group, kinds] of [...groups].sort()) {
    const box = made("optgroup", undefined, { label: group.replace(/_/g, " ") });
    box.append(...kinds.map(([name, says]) => made("option", says.replace(/[{}]/g, ""), { value: name })));
    el("kind").append(box);
  }
  el("kind").value = DATA.most;
  el("until").append(...DATA.kept.map(([kind, day]) => made("li", `${kind}: ${inWords(day)}`)));
  el("question").addEventListener("submit", (event) => event.preventDefault());
  el("person").addEventListener("change", () => { asked.person = el("person").value; answer(); });
  el("view").addEventListener("change", () => { asked.view = el("view").value; remember(); if (outcomes) tell(); });
  el("host").addEventListener("change", () => choose(el("host").value));
  el("day").addEventListener("change", () => {
    if (el("day").validity.valid && el("day").value) {
      asked.day = Number(el("day").value.replace(/-/g, ""));
      answer();
    }
  });
  el("kind").addEventListener("change", fields);
  el("fact").addEventListener("submit", (event) => {
    event.preventDefault();
    const fact = `${el("kind").value}(${[...el("arguments").querySelectorAll("select,input")].map(written).join(",")})`;
    if (!plain(fact)) { el("fault").textContent = `No fact: ${fact}.`; return; }
    if (!asked.suppose.includes(fact)) asked.suppose.push(fact);
    listSupposed();
    answer();
  });
  window.addEventListener("hashchange", begin);
  begin();
})();
