// What is asked of clingo, and how its answer sets are read: each place is a case of one program, and each answer set one
// combination of positions. It is what `dedere.batch.deriving` does in Python, and a test holds the two against each other.
(function (root) {
  "use strict";

  // More combinations of positions than any case of the record has; a search that finds more is given up.
  const MOST = 4096;

  // Sets how a fact is written where there are many cases: one that can be concluded too holds in each.
  function supposed(law, fact) {
    const text = fact.trim().replace(/\.$/, "");
    const name = text.split("(")[0];
    return law.dependent.includes(name) ? `${name}(_K,${text.slice(name.length + 1)} :- _case(_K).` : `${text}.`;
  }

  // The day after one that is written as YYYYMMDD.
  function after(day) {
    const date = new Date(Date.UTC(Math.floor(day / 10000), (Math.floor(day / 100) % 100) - 1, (day % 100) + 1));
    return date.getUTCFullYear() * 10000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  }

  // The program of a question: a person, a day, what is supposed.
  function program(law, question) {
    const lines = [law.rules, law.facts, law.own[question.person] || ""];
    for (const fact of question.suppose) lines.push(supposed(law, fact));
    law.places.forEach(([state, area], number) => {
      const slots = law.slots;
      const given = {
        [slots.person]: question.person, [slots.host]: state, [slots.manner]: law.manner,
        [slots.first]: question.day, [slots.after]: after(question.day),
      };
      if (area) given[slots.area] = area;
      lines.push(`_case(${number}).`);
      for (const slot in given) lines.push(`_slot(${number},${slot},${given[slot]}).`);
      for (const plan of law.plan) {
        const left = [...plan.matchAll(/\{(\w+)\}/g)].every((slot) => slot[1] in given);
        if (left) lines.push(plan.replace(/\{(\w+)\}/g, (_, slot) => given[slot]).replace("(", `(${number},`) + ".");
      }
    });
    return lines.join("\n");
  }

  // An answer set: the positions it takes, and of each case whether it is answered and by which rules.
  function read(values) {
    const taken = {}, answered = new Set(), founded = new Map();
    for (const atom of values) {
      let found;
      if ((found = /^_answered\((\d+),/.exec(atom))) answered.add(Number(found[1]));
      else if ((found = /^_founded\((\d+),(\d+),"(.*)",\d+\)$/.exec(atom))) {
        const number = Number(found[1]);
        if (!founded.has(number)) founded.set(number, new Set());
        founded.get(number).add(`${found[2]} ${found[3]}`);
      } else if ((found = /^_taken\("(.*)",(\w+)\)$/.exec(atom))) taken[found[1]] = found[2];
    }
    return { taken, answered, founded };
  }

  // Whether an answer set is one of a school: it takes no position other than the school does where that can be taken.
  function follows(set, takes, possible) {
    return Object.entries(takes).every(
      ([issue, option]) => !(issue in set.taken) || set.taken[issue] === option || !possible.has(`${issue} ${option}`));
  }

  const verdict = (sets, number) =>
    sets.every((it) => it.answered.has(number)) ? "obliged"
      : sets.some((it) => it.answered.has(number)) ? "contested" : "not_obliged";

  // The rules that carry a duty: those that do on every position, else those that do on some, in the order of duties.
  function rules(sets, number) {
    const found = sets.map((it) => it.founded.get(number) || new Set());
    const some = new Set(found.flatMap((it) => [...it]));
    const every = [...some].filter((it) => found.every((them) => them.has(it)));
    const order = (one, other) => {
      const [a, b] = [one, other].map((it) => [Number(it.split(" ")[0]), it.slice(it.indexOf(" ") + 1)]);
      return a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
    };
    const kept = (every.length ? every : [...some]).sort(order).map((it) => it.slice(it.indexOf(" ") + 1));
    return [...new Set(kept)];
  }

  // What each place comes to: [verdict, that of each school, the rules that carry it].
  async function solve(run, law, question) {
    const result = await run(program(law, question), MOST, ["--warn=none"]);
    if (result.Result === "ERROR") throw new Error(`the program was not read: ${result.Error}`);
    if (result.Result === "UNSATISFIABLE") throw new Error("the rules contradict one another on these facts");
    const sets = result.Call[0].Witnesses.map((it) => read(it.Value || []));
    if (sets.length >= MOST) throw new Error("too much is contested at once: suppose less");
    const possible = new Set(sets.flatMap((it) => Object.entries(it.taken).map(([issue, option]) => `${issue} ${option}`)));
    const schools = law.schools.map(([, takes]) => sets.filter((it) => follows(it, takes, possible)));
    return law.places.map((_, number) =>
      [verdict(sets, number), schools.map((them) => verdict(them, number)), rules(sets, number)]);
  }

  // The same of a person and a day of whom the situations are known; nothing where a place must be asked about by itself.
  function lookUp([outcomes, places], day) {
    const found = [];
    for (const changes of places) {
      let at = -1;
      while (at + 1 < changes.length && changes[at + 1][0] <= day) at += 1;
      if (at < 0) return null;
      found.push(outcomes[changes[at][1]]);
    }
    return found;
  }

  const solver = { solve, lookUp, program, after };
  if (typeof module !== "undefined") module.exports = solver;
  else root.SOLVER = solver;
})(globalThis);
