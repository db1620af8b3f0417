// The front page. What is asked stands in the address of the page, and nowhere else: a link, the back button and a
// second tab ask the same. An answer is shown only while its question is the one that is asked.

const $ = id => document.getElementById(id)
const WORDS = {obliged: 'obliged', contested: 'contested', not_obliged: 'not obliged'}
const VIEWS = {answer: 'Answer', flip: 'What would turn it', timeline: 'How the duty runs'}
const SVG = 'http://www.w3.org/2000/svg'

let choices, places, usual, labels = new Map()

// ------------------------------------------------------------------------------------------------------- the question

// A supposition is a group of facts that go together; one that begins with `-` is taken out of the record.
const read = () => {
  const given = new URLSearchParams(location.search)
  const known = (name, among) => among.some(it => it.id === given.get(name)) ? given.get(name) : null
  const groups = [...given.getAll('if').map(facts => ({facts, on: true})), ...given.getAll('but').map(facts => ({facts, on: false}))]
  return {
    person: given.get('person') || usual.person,
    on: given.get('on') || usual.on,
    until: given.get('until') || '',
    presence: known('presence', choices.presences) || usual.presence,
    school: known('school', choices.schools) || '',
    host: given.get('host') || '',
    show: given.get('show') in VIEWS ? given.get('show') : 'answer',
    groups,
  }
}

const link = asked => {
  const made = new URLSearchParams({person: asked.person, on: asked.on})
  if (asked.presence !== usual.presence) made.set('presence', asked.presence)
  for (const key of ['until', 'school', 'host']) if (asked[key]) made.set(key, asked[key])
  if (asked.show !== 'answer') made.set('show', asked.show)
  for (const it of asked.groups) made.append(it.on ? 'if' : 'but', it.facts)
  return `?${made}`
}

const go = change => {
  const asked = {...read(), ...change}
  const to = link(asked)
  if (to !== location.search) history.pushState(null, '', to)
  return ask()
}

const supposed = asked => {
  const facts = asked.groups.filter(it => it.on).flatMap(it => it.facts.split('\n'))
  return {suppose: facts.filter(it => !it.startsWith('-')), withdraw: facts.filter(it => it.startsWith('-')).map(it => it.slice(1))}
}

// -------------------------------------------------------------------------------------------------------- the service

class Refused extends Error {
  constructor(message, hint, again) { super(message); this.hint = hint; this.again = again }
}

const query = (path, given) => {
  const made = new URLSearchParams()
  for (const [key, value] of Object.entries(given)) for (const it of [value].flat()) if (it) made.append(key, it)
  return `${path}?${made}`
}

const get = async (address, signal) => {
  let answer
  try { answer = await fetch(address, {signal}) } catch (error) {
    if (error.name === 'AbortError') throw error
    throw new Refused('the service cannot be reached', 'look whether it runs, and ask again', true)
  }
  if (answer.ok) return answer
  const problem = await answer.json().catch(() => ({detail: `the service answers ${answer.status}`}))
  throw new Refused(problem.detail, problem.hint, answer.status >= 500 || answer.status === 429)
}

// ------------------------------------------------------------------------------------------------------------- asking

let asking = new AbortController()

const ask = async () => {
  asking.abort()
  asking = new AbortController()
  const {signal} = asking, asked = read()
  $('error').replaceChildren()
  fill(asked)
  clear(asked)
  const begun = Date.now()
  const clock = setInterval(() => say(`Answering, since ${Math.round((Date.now() - begun) / 1000)} seconds…`), 5000)
  say('Answering…')
  const parts = [survey(asked, signal), about(asked, signal)]
  // What could change is not waited for.
  could(asked, signal).catch(() => {})
  try {
    const told = await Promise.all(parts)
    // The State, where one is chosen: how it is with all States is told by the map.
    if (!signal.aborted) say(told[1] || told[0])
  } catch (error) {
    if (signal.aborted) return
    say('')
    fail(error)
  } finally {
    clearInterval(clock)
    if (!signal.aborted) for (const id of ['map', 'told']) $(id).setAttribute('aria-busy', 'false')
  }
}

const say = text => { if ($('status').textContent !== text) $('status').textContent = text }

const fail = error => {
  const lines = [sentence(error.message), error.hint && sentence(error.hint)].filter(Boolean)
  $('error').replaceChildren(...lines.map(it => make('p', it)))
  if (error.again !== false) $('error').append(button('Ask again', () => ask()))
}

const sentence = text => text[0].toUpperCase() + text.slice(1) + (/[.?!]$/.test(text) ? '' : '.')
const make = (name, text, given = {}) => Object.assign(document.createElement(name), {textContent: text, ...given})
const button = (text, does) => Object.assign(make('button', text, {type: 'button'}), {onclick: does})
const day = text => new Date(`${text}T00:00`).toLocaleDateString('en-GB', {day: 'numeric', month: 'long', year: 'numeric'})
const days = asked => asked.until && asked.until !== asked.on ? {first: asked.on, last: asked.until} : {on: asked.on}
const when = asked => asked.until && asked.until !== asked.on ? `${day(asked.on)} to ${day(asked.until)}` : day(asked.on)
const view = asked => asked.school ? `in the view of ${choices.schools.find(it => it.id === asked.school).name}` : 'on all views together'
const named = (asked, key, among) => among.find(it => it.id === asked[key])?.name ?? asked[key]

const clear = asked => {
  for (const it of $('map').querySelectorAll('[data-id]')) it.setAttribute('class', it.dataset.id === asked.host ? 'here' : '')
  for (const it of $('map').querySelectorAll('title')) it.remove()
  for (const it of document.querySelectorAll('[data-of]')) it.textContent = ''
  $('rows').replaceChildren()
  $('lead').textContent = $('table-of').textContent = ''
  $('told').replaceChildren()
  $('proofs').replaceChildren()
  $('full').hidden = true
  $('map').setAttribute('aria-busy', 'true')
  if (asked.host) $('told').setAttribute('aria-busy', 'true')
}

// ------------------------------------------------------------------------------------------------------------ the map

const survey = async (asked, signal) => {
  const {suppose, withdraw} = supposed(asked), day_ = {on: asked.on}
  const changed = suppose.length + withdraw.length > 0
  const found = await (await get(changed
    ? query('api/survey', {persons: asked.person, ...day_, suppose, withdraw})
    : query('api/situations', {person: asked.person, ...day_, presence: asked.presence}), signal)).json()
  if (signal.aborted) return ''
  const rows = changed
    ? [...found.states.map(it => ({...it, id: it.state})), ...found.areas.filter(it => it.verdict).map(it => ({...it, id: it.area}))]
    : found.rows.map(it => ({...it, id: it.area ?? it.host, ground: it.authority}))
  const turned = new Set((found.turned ?? []).filter(it => !asked.school || it.schools_before[asked.school] !== it.schools_after[asked.school]).map(it => it.place))
  const answer = it => asked.school ? it.schools[asked.school] : it.verdict
  const counts = {obliged: 0, contested: 0, not_obliged: 0}
  for (const it of rows) {
    const place = places.get(it.id), verdict = answer(it)
    if (place && !place.of) counts[verdict] += 1
    for (const shape of $('map').querySelectorAll(`[data-id="${CSS.escape(it.id)}"]`)) {
      shape.setAttribute('class', [verdict, turned.has(it.id) && 'turned', it.id === asked.host && 'here'].filter(Boolean).join(' '))
      const title = document.createElementNS(SVG, 'title')
      title.textContent = `${place?.name ?? it.id}: ${WORDS[verdict]}`
      shape.append(title)
    }
  }
  $('map').setAttribute('aria-busy', 'false')
  counts.turned = turned.size
  for (const it of document.querySelectorAll('[data-of]')) it.textContent = `(${counts[it.dataset.of]})`
  $('key-turned').hidden = !changed
  $('key-here').hidden = !asked.host
  $('here').textContent = places.get(asked.host)?.name ?? asked.host
  const manner = asked.presence !== usual.presence && changed ? ` The map is of ${named({presence: usual.presence}, 'presence', choices.presences)}.` : ''
  const first = days(asked).last ? ' The map is of the first day.' : ''
  const lead = `${named(asked, 'person', choices.persons)}, ${day(asked.on)}, ${view(asked)}: of ${counts.obliged + counts.contested + counts.not_obliged} States ` +
    `${counts.obliged} obliged, ${counts.contested} contested, ${counts.not_obliged} not obliged.${manner}${first}`
  $('lead').textContent = $('table-of').textContent = lead
  const order = [...rows].sort((one, other) => (places.get(one.id)?.name ?? '').localeCompare(places.get(other.id)?.name ?? ''))
  $('rows').replaceChildren(...order.map(it => row(asked, it, answer(it))))
  return lead
}

const row = (asked, it, verdict) => {
  const line = document.createElement('tr'), head = make('th', '', {scope: 'row'})
  head.append(to(asked, {host: it.id}, places.get(it.id)?.name ?? it.id))
  line.append(head, make('td', WORDS[verdict]), make('td', it.ground ?? ''))
  return line
}

// A link to another question: it can be opened in a tab of its own, and is not loaded anew in this one.
const to = (asked, change, text) => {
  const found = make('a', text, {href: link({...asked, ...change})})
  found.onclick = event => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    go(change)
  }
  return found
}

const draw = world => {
  const [width, height] = world.size
  $('map').setAttribute('viewBox', `0 0 ${width} ${height}`)
  const shape = (name, given) => {
    const made = document.createElementNS(SVG, name)
    for (const [key, value] of Object.entries(given)) made.setAttribute(key, value)
    return made
  }
  const defs = shape('defs', {})
  for (const [id, scale] of [['hatch', 8], ['hatch-fine', 1]]) {
    const hatch = shape('pattern', {id, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: `rotate(45) scale(${scale})`})
    hatch.append(shape('rect', {width: 5, height: 5, class: 'h0'}), shape('rect', {width: 2.4, height: 5, class: 'h1'}))
    defs.append(hatch)
  }
  const id = it => places.has(it) ? it : places.has(it.toUpperCase()) ? it.toUpperCase() : null
  const shapes = Object.entries(world.shapes).filter(([it]) => id(it)).map(([it, d]) => shape('path', {d, 'data-id': id(it)}))
  const dots = Object.entries(world.dots).filter(([it]) => id(it)).map(([it, [cx, cy]]) => shape('circle', {cx, cy, r: places.get(id(it)).of ? 19 : 29, 'data-id': id(it)}))
  $('map').append(defs, shape('path', {d: world.sphere, class: 'sea'}), ...shapes, ...dots)
  $('map').onclick = event => { if (event.target.dataset.id) go({host: event.target.dataset.id}) }
  $('source').textContent = `Shapes: ${world.source}; ${world.projection}. How a territory is shown implies no opinion on its legal status.`
}

// ------------------------------------------------------------------------------------------------------ one State

const about = async (asked, signal) => {
  const name = places.get(asked.host)?.name ?? asked.host
  $('choose').hidden = !!asked.host
  $('views').hidden = !asked.host
  $('answer-title').textContent = asked.host ? `${name}, ${when(asked)}` : 'The answer of one State'
  document.title = asked.host ? `${name}: ${named(asked, 'person', choices.persons)}, ${when(asked)}` : 'Dedere'
  if (!asked.host) return ''
  const given = {person: asked.person, host: asked.host, ...days(asked), presence: asked.presence, school: asked.school, ...supposed(asked)}
  const links = Object.entries(VIEWS).map(([show, text]) => {
    const found = to(asked, {show}, text)
    if (show === asked.show) found.setAttribute('aria-current', 'page')
    return found
  })
  const print = make('a', 'Memo to print', {href: query('api/dossier', {...given, format: 'html'}), target: '_blank', rel: 'noopener'})
  $('views').replaceChildren(...links, print)
  const addresses = {
    answer: query('api/assess', {...given, format: 'fragment', explain: 'short'}),
    flip: query('api/flip', {...given, format: 'fragment', explain: 'short'}),
    timeline: query('api/timeline', {person: asked.person, hosts: asked.host, format: 'fragment', explain: 'short'}),
  }
  const html = await (await get(addresses[asked.show], signal)).text()
  if (signal.aborted) return ''
  $('told').replaceChildren(...parsed(html))
  $('told').setAttribute('aria-busy', 'false')
  $('full').hidden = asked.show !== 'answer'
  $('full').ontoggle = () => { if ($('full').open) prove(given, signal) }
  if ($('full').open && asked.show === 'answer') prove(given, signal)
  if (asked.show === 'timeline') {
    const picture = make('img', '', {alt: 'The same as bands over time, by view.', src: query('api/timeline', {person: asked.person, hosts: asked.host, format: 'svg'})})
    $('told').append(picture)
    if (supposed(asked).suppose.length + supposed(asked).withdraw.length) $('told').prepend(make('p', 'The record as it is: nothing is supposed here.', {className: 'soft'}))
  }
  for (const it of $('told').querySelectorAll('code.note')) {
    const facts = grouped(it.textContent)
    if (facts) it.after(button('Suppose it', () => put(facts, true)))
  }
  const title = $('told').querySelector('h3')?.textContent ?? ''
  return asked.show === 'answer' ? title : `${name}: ${title}`
}

// The proofs are long, and asked for when they are unfolded.
const prove = async (given, signal) => {
  if ($('proofs').hasChildNodes()) return
  try {
    const html = await (await get(query('api/assess', {...given, format: 'fragment', explain: 'full'}), signal)).text()
    if (signal.aborted) return
    $('proofs').replaceChildren(...parsed(html))
    $('proofs').querySelector('h3')?.remove()
  } catch (error) { if (!signal.aborted) fail(error) }
}

// An answer below a heading of the page: its own headings are lower, and what it folds away as a whole is not.
const parsed = html => {
  const found = new DOMParser().parseFromString(html, 'text/html')
  for (const level of [3, 2, 1]) for (const it of found.querySelectorAll(`h${level}`)) {
    const lower = Object.assign(found.createElement(`h${level + 2}`), {className: it.className})
    lower.replaceChildren(...it.childNodes)
    it.replaceWith(lower)
  }
  for (const it of found.querySelectorAll('.proofs')) it.replaceWith(...[...it.childNodes].filter(one => one.nodeName !== 'SUMMARY'))
  return [...found.body.childNodes]
}

// ---------------------------------------------------------------------------------------------------------- supposing

const could = async (asked, signal) => {
  $('could').hidden = true
  if (!asked.host) return
  const given = {person: asked.person, host: asked.host, ...days(asked), presence: asked.presence}
  const found = await (await get(query('api/changes', given), signal)).json()
  if (signal.aborted) return
  // What changes the plan of the stay is asked with another day or manner.
  const changes = found.changes.filter(it => !it.change.suppose.some(fact => fact.includes('(asked,')))
  const groups = changes.map(it => [[...it.change.suppose, ...it.change.withdraw.map(fact => `-${fact}`)].join('\n'), sentence(it.sentence)])
  for (const [facts, text] of groups) labels.set(facts, text)
  $('could-title').textContent = `What could change for ${places.get(asked.host)?.name ?? asked.host} (${groups.length})`
  $('changes').replaceChildren(...groups.map(([facts, text]) => switched(text, asked.groups.some(it => it.facts === facts && it.on), on => put(facts, on))))
  $('could').hidden = groups.length === 0
  listed(asked)
}

// What options of the command suppose and withdraw, as a group of facts.
const grouped = text => [...text.matchAll(/--(suppose|withdraw) '([^']*)'/g)].map(([, which, fact]) => which === 'suppose' ? fact : `-${fact}`).join('\n')

const put = (facts, on) => {
  const groups = read().groups.filter(it => it.facts !== facts)
  return go({groups: [...groups, {facts, on}]})
}

let switches = 0
const switched = (text, on, does) => {
  const line = document.createElement('li'), id = `switch-${switches += 1}`
  const box = make('input', '', {type: 'checkbox', id, checked: on, onchange: event => does(event.target.checked)})
  line.append(box, make('label', text, {htmlFor: id}))
  return line
}

const listed = asked => {
  const focused = document.activeElement?.closest?.('#supposed li')?.dataset.facts
  $('supposed-none').hidden = asked.groups.length > 0
  const groups = [...asked.groups].sort((one, other) => one.facts.localeCompare(other.facts))
  $('supposed').replaceChildren(...groups.map(it => {
    const line = switched(labels.get(it.facts) ?? it.facts.split('\n').map(fact => fact.startsWith('-') ? `not ${fact.slice(1)}` : fact).join(', '), it.on, on => put(it.facts, on))
    line.dataset.facts = it.facts
    const text = line.querySelector('label').textContent
    line.append(Object.assign(button('Forget', () => go({groups: read().groups.filter(one => one.facts !== it.facts)})), {ariaLabel: `Forget: ${text}`}))
    if (it.facts === focused) queueMicrotask(() => line.querySelector('input').focus())
    return line
  }))
}

// ----------------------------------------------------------------------------------------------------------- the form

const fill = asked => {
  for (const key of ['person', 'on', 'until', 'presence', 'school', 'host']) {
    const field = $(key)
    if (field.tagName === 'SELECT' && asked[key] && ![...field.options].some(it => it.value === asked[key])) field.append(new Option(asked[key], asked[key]))
    if (field.value !== asked[key]) field.value = asked[key]
  }
  listed(asked)
}

const offer = () => {
  const options = (id, among) => $(id).replaceChildren(...among.map(it => new Option(it.name, it.id)))
  options('person', choices.persons)
  options('presence', choices.presences)
  $('school').replaceChildren(new Option('all together', ''), ...choices.schools.map(it => new Option(it.name, it.id)))
  const group = (label, among) => {
    const made = Object.assign(document.createElement('optgroup'), {label})
    made.append(...among.map(it => new Option(it.name, it.id)))
    return made
  }
  $('host').replaceChildren(new Option('none yet', ''), group('States', choices.places.filter(it => !it.of)), group('Areas', choices.places.filter(it => it.of)))
  for (const key of ['person', 'presence', 'school', 'host']) $(key).onchange = event => go({[key]: event.target.value})
  $('on').onchange = event => { if (event.target.value) go({on: event.target.value}) }
  $('until').onchange = event => go({until: event.target.value})
  $('ask').onsubmit = event => event.preventDefault()
  $('suppose').onsubmit = event => {
    event.preventDefault()
    const fact = $('fact').value.trim()
    if (!fact) return
    $('fact').value = ''
    put(grouped(fact) || fact, true)
  }
  $('about').textContent = `Dedere ${choices.dedere}, rules ${choices.rules_fingerprint.slice(0, 8)}, record ${choices.facts_fingerprint.slice(0, 8)}. Reference data with sources, and not legal advice.`
}

const begin = async () => {
  $('error').replaceChildren()
  say('Reading the record…')
  try {
    const [found, world] = await Promise.all([get('api/choices'), get('map.json')].map(async it => (await it).json()))
    choices = found
    places = new Map(choices.places.map(it => [it.id, it]))
    const now = new Date(), two = it => String(it).padStart(2, '0')
    usual = {person: choices.first, on: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`, presence: choices.presences[0].id}
    draw(world)
    offer()
  } catch (error) {
    say('')
    fail(error)
    $('error').querySelector('button').onclick = begin
    return
  }
  addEventListener('popstate', ask)
  await ask()
}

begin()
