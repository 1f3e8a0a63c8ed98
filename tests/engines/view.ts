/** A page, or a frame in it, as a person has it: things are found by role and name, and waited for. */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import type { Driver, Place } from './driver.ts'

type Words = string | RegExp

/** Which elements that can be seen are meant. A text without an expression is the whole name or text. */
export interface Query {
  role?: string
  /** Where a thing has no role. */
  css?: string
  name?: Words
  text?: Words
  inside?: Query
}

export interface Found {
  text: string
  /** Of a field. */
  value: string | null
  /** Ticked, pressed or chosen. */
  isOn: boolean
}

export interface View {
  /** Runs a function in the page. It knows only its arguments. */
  evaluate<Given extends readonly unknown[], Result>(body: (...given: Given) => Result, ...given: Given): Promise<Awaited<Result>>
  find(query: Query): Promise<Found[]>
  /** Waits until it can be seen. */
  see(query: Query): Promise<Found>
  /** Waits until so many can be seen. */
  count(query: Query, count: number): Promise<void>
  /** Whether it can be clicked where it is. */
  isInReach(query: Query): Promise<boolean>
  click(query: Query): Promise<void>
  /** Puts text into a field in place of what is there, as a person does who types. */
  fill(query: Query, text: string): Promise<void>
  choose(query: Query, value: string): Promise<void>
  press(...keys: string[]): Promise<void>
  /** Rules of accessibility that the page breaks, with the elements. */
  violations(): Promise<string[]>
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What a page says that has loaded since it was last looked at. */
const NO_AXE = 'There is no axe.'

/** Milliseconds until it is looked again: each look is a round trip, and takes longer than that on a busy machine. */
const intervals = [50, 100, 200]

/** Names of keys, by WebDriver. */
export const KEYS = { Tab: '\uE004', Enter: '\uE007', Home: '\uE011', ArrowLeft: '\uE012', ArrowRight: '\uE014', ArrowDown: '\uE015' }

export const button = (name: Words, inside?: Query): Query => ({ role: 'button', name, ...(inside && { inside }) })

interface Axe {
  setup(root: Element): void
  teardown(): void
  run(options: object): Promise<{ violations: { id: string, nodes: { html: string }[] }[] }>
  commons: { aria: { getRole(element: Element): string | null }, text: { accessibleText(element: Element): string } }
}
declare const axe: Axe

type Pattern = { text: string } | { source: string, flags: string }
interface Wanted extends Omit<Query, 'name' | 'text' | 'inside'> {
  name?: Pattern
  text?: Pattern
  inside?: Wanted
}

const patternOf = (words: Words): Pattern => typeof words === 'string' ? { text: words } : { source: words.source, flags: words.flags }

function wantedOf({ name, text, inside, ...rest }: Query): Wanted {
  return {
    ...rest,
    ...(name !== undefined && { name: patternOf(name) }),
    ...(text !== undefined && { text: patternOf(text) }),
    ...(inside !== undefined && { inside: wantedOf(inside) }),
  }
}

/** Runs in the page: the elements, in the order of the document. It takes axe long to get to know a page, so it is asked only where nothing else answers. */
function look(asked: Wanted): Element[] {
  const fits = (text: string, words: Pattern | undefined): boolean => {
    if (words === undefined) return true
    const tidy = text.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim()
    return 'text' in words ? tidy === words.text : new RegExp(words.source, words.flags).test(tidy)
  }
  let isSetUp = false
  const { aria, text: words } = axe.commons
  const withAxe = (ask: () => string | null): string | null => {
    if (!isSetUp) axe.setup(document.documentElement)
    isSetUp = true
    return ask()
  }
  const search = ({ role, css = '*', name, text, inside }: Wanted): Element[] => {
    const scopes = inside === undefined ? [document.documentElement] : search(inside)
    const fitting = scopes.flatMap(scope => [...scope.querySelectorAll(css)]).filter(element => (
      fits(element.textContent, text) && element.checkVisibility({ visibilityProperty: true })
      && (role === undefined || withAxe(() => aria.getRole(element)) === role)
      && (name === undefined || fits(withAxe(() => words.accessibleText(element)) ?? '', name))
    ))
    // the text of an element is that of everything around it, too
    return role === undefined && css === '*' ? fitting.filter(element => !fitting.some(other => other !== element && element.contains(other))) : fitting
  }
  // where there is nothing of the kind, nobody needs to know inside what
  if (asked.css !== undefined && !document.querySelector(asked.css)) return []
  try {
    return search(asked)
  } finally {
    if (isSetUp) axe.teardown()
  }
}

/** Runs in the page. */
function tell(elements: readonly Element[]): Found[] {
  return elements.map(element => ({
    text: element.textContent.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim(),
    value: 'value' in element ? String(element.value) : null,
    isOn: ('checked' in element && element.checked === true) || ['aria-selected', 'aria-pressed'].some(state => element.getAttribute(state) === 'true'),
  }))
}

/** Runs in the page: whether a person who clicks in the middle of the first one hits it, once it is in sight if it may be brought there. */
function reach([element]: readonly Element[], moves: string): boolean {
  const isHit = (): boolean => {
    if (!element) return false
    const { left, top, width, height } = element.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return element.contains(hit) || hit?.closest('label')?.contains(element) === true
  }
  if (!isHit() && moves === 'scroll') element?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
  return isHit()
}

/** Runs in the page: writes as the browser does for a key, so that the page hears of it. */
function write([element]: readonly Element[], text: string): boolean {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return false
  element.focus()
  element.select()
  document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
  return element.value === text
}

/** Runs in the page: chooses in a list, by what it holds. */
function pick([element]: readonly Element[], value: string): boolean {
  if (!(element instanceof HTMLSelectElement)) return false
  element.value = value
  element.dispatchEvent(new Event('change', { bubbles: true }))
  return element.value === value
}

/** A function that is called with the elements. */
const withElements = (body: string): string => `(asked, ...given) => (${body})((${look.toString()})(asked), ...given)`

export function createView(driver: Driver, place: Place): View {
  /** With axe in the page, whose names and roles are those of the standard. */
  async function prepared<Result>(source: string, ...given: readonly unknown[]): Promise<Result> {
    const call = () => driver.call(place, `(...given) => 'axe' in window ? (${source})(...given) : ${JSON.stringify(NO_AXE)}`, given)
    let answer = await call()
    if (answer === NO_AXE) {
      await driver.call(place, `() => { ${AXE} }`, [])
      answer = await call()
      // a frame that is just being opened: whoever waits asks again
      if (answer === NO_AXE) throw new Error('Another page has come into its place.')
    }
    return answer as Result // what the function returns
  }

  /** Waits until the elements let it happen. */
  async function until(body: (elements: readonly Element[], ...given: string[]) => boolean, query: Query, ...given: string[]): Promise<void> {
    await expect.poll(() => prepared<boolean>(withElements(body.toString()), wantedOf(query), ...given).catch(String), { message: `${body.name} ${describe(query)}`, intervals }).toBe(true)
  }

  const view: View = {
    async evaluate<Given extends readonly unknown[], Result>(body: (...given: Given) => Result, ...given: Given): Promise<Awaited<Result>> {
      return await driver.call(place, body.toString(), given) as Awaited<Result> // what the function returns
    },
    find: query => prepared<Found[]>(withElements(tell.toString()), wantedOf(query)),
    async see(query) {
      let first: Found | undefined
      await expect.poll(async () => {
        first = (await view.find(query).catch(() => []))[0]
        return first
      }, { message: `see ${describe(query)}`, intervals }).toBeDefined()
      if (!first) throw new Error('It was there a moment ago.')
      return first
    },
    async count(query, count) {
      await expect.poll(() => view.find(query).then(({ length }) => length, String), { message: `count ${describe(query)}`, intervals }).toBe(count)
    },
    isInReach: query => prepared<boolean>(withElements(reach.toString()), wantedOf(query), 'stay'),
    async click(query) {
      // what is just being drawn anew is looked for again
      await expect.poll(async () => {
        const isReached = await prepared<boolean>(withElements(reach.toString()), wantedOf(query), 'scroll').catch(String)
        return isReached === true ? driver.click(place, withElements('([element]) => element'), [wantedOf(query)]) : isReached
      }, { message: `click ${describe(query)}`, intervals }).toBe(true)
    },
    async fill(query, text) {
      // in a frame of another site WebKit lets nothing have the focus before somebody has clicked there
      await view.click(query)
      await until(write, query, text)
    },
    choose: (query, value) => until(pick, query, value),
    press: (...keys) => driver.press(place, keys),
    violations: () => prepared<string[]>(`async () => (await axe.run({ resultTypes: ['violations'] })).violations
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | '))`),
  }
  return view
}

function describe({ role, css, name, text, inside }: Query): string {
  return [role ?? css, name, text, inside && `in ${describe(inside)}`].filter(part => part !== undefined).map(String).join(' ')
}
