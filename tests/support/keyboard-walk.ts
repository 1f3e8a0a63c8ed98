/** The keyboard walk through a page, in any browser: it needs functions that run in the page, and keys. */

type Key = 'Tab' | 'Home' | 'ArrowDown' | 'ArrowRight' | 'ArrowLeft'

export interface Walker {
  /** Runs a function in the page. It knows only its arguments. */
  evaluate<Given extends readonly unknown[], Result>(body: (...given: Given) => Result, ...given: Given): Promise<Awaited<Result>>
  /** In the frame that has the focus. */
  press(key: Key): Promise<void>
  /** Whether nothing in the page has the focus because it has gone elsewhere. */
  hasLeft(): Promise<boolean>
  /** Whether a row far away can be gone to. */
  canJump: boolean
  /** Opens the `details` whose summary has the focus: with the Enter key, where that can be pressed. */
  unfold(): Promise<void>
}

/** What the keyboard did wrong, each with its name. */
export interface Walk {
  /** Controls that are shown and never had the focus. */
  unreached: string[]
  /** Controls that had the focus while nobody could see them: covered, or out of sight. */
  unseen: string[]
  /** After which control the focus was nowhere. */
  lost: string[]
}

export const NOTHING_WRONG: Walk = { unreached: [], unseen: [], lost: [] }

/** Frames of a screen, a second of them. */
const PATIENCE = 60
/** More stops than any panel has. */
const MOST_STEPS = 600

interface Stop {
  /** Of the element, the same as long as it is the same; 0 where nothing has the focus. */
  id: number
  name: string
  isFolded: boolean
  /** In a list, or a table, that is one stop of the Tab key. */
  isInList: boolean
  /** Whether something there was never reached, in the row and in the whole list. */
  isMissing: { inRow: boolean, inList: boolean }
}

interface Walking {
  /** By what stays the same of a control: in a long list rows go and come back as other elements. */
  ids: Map<Element | string, number>
  keyOf: (control: Element) => Element | string
  /** Keys that were heard and not looked at. */
  heard: number
  unseen: string[]
}

/** Runs in the page, first without a key and then after each: notes what has the focus, as soon as it can be seen, or cannot for so many frames. */
async function look(controls: string, patience: number): Promise<Stop> {
  const page = window as unknown as { walking?: Walking }
  const isFirst = page.walking === undefined
  const keyOf = (control: Element): Element | string => {
    const row = control.closest('[data-index]')
    return row ? `${row.closest('[role="list"]')?.getAttribute('aria-label')} ${row.getAttribute('data-index')} ${[...row.querySelectorAll('*')].indexOf(control)}` : control
  }
  const walking = page.walking ??= { ids: new Map(), keyOf, heard: 0, unseen: [] }
  if (isFirst) window.addEventListener('keyup', () => walking.heard += 1, { capture: true })
  const SOON = 10
  const until = async (isSo: () => boolean, most = patience): Promise<void> => {
    for (let frames = 0; frames < most && !isSo(); frames += 1) await new Promise(resolve => requestAnimationFrame(resolve))
  }
  /**
   * The part of it that a person sees: pressing there would hit it. Lines that a box of its own cuts off are none of it; what is visually
   * hidden is drawn by its label.
   */
  const seenPart = (element: Element): number => {
    const drawn = element.clientWidth === 1 ? element.closest('label') ?? element : element
    const clips: DOMRect[] = []
    for (let box = drawn.parentElement; box; box = box.parentElement) {
      if (/hidden|clip/.test(getComputedStyle(box).overflowY) && box !== document.body) clips.push(box.getBoundingClientRect())
    }
    const { top, bottom, left, width, height } = drawn.getBoundingClientRect()
    // of what is high a few lines are enough
    const isHigh = height > Math.min(100, innerHeight / 2)
    const boxes = isHigh ? [new DOMRect(left, Math.max(0, top), width, Math.min(innerHeight, bottom) - Math.max(0, top))] : [...drawn.getClientRects()]
    const places = [1, 3, 5, 7, 9].map(tenth => tenth / 10)
    const points = boxes.flatMap(box => places.flatMap(x => places.map(y => ({ x: box.x + x * box.width, y: box.y + y * box.height }))))
      .filter(({ y }) => clips.every(clip => y > clip.top && y < clip.bottom))
    const hits = points.filter(({ x, y }) => drawn.contains(document.elementFromPoint(x, y)))
    return isHigh ? Math.min(1, hits.length) : hits.length / Math.max(1, points.length)
  }
  const focused = (): Element | null => document.activeElement === document.body ? null : document.activeElement
  // browsers may tell a driver that a key was pressed before the page has heard it
  if (!isFirst) await until(() => walking.heard > 0 || !focused(), 10 * patience)
  walking.heard = 0
  // where a row is just being drawn, the focus comes with it
  if (!focused()) await until(() => focused() !== null, SOON)
  const element = focused()
  if (!element) return { id: 0, name: 'nothing', isFolded: false, isInList: false, isMissing: { inRow: false, inList: false } }
  const words = element.getAttribute('aria-label') ?? (element.textContent.trim() || (element.getAttribute('title') ?? element.id))
  const name = `${element.tagName} ${words.replace(/\s+/g, ' ').slice(0, 60)}`
  const id = walking.ids.get(keyOf(element)) ?? walking.ids.size + 1
  walking.ids.set(keyOf(element), id)
  // a row that others push away comes back when they are drawn, which takes a busy machine longer
  await until(() => seenPart(element) >= 0.5, 10 * patience)
  const part = seenPart(element)
  const { top, bottom, left, width } = element.getBoundingClientRect()
  const over = document.elementFromPoint(left + width / 2, (top + bottom) / 2)
  if (part < 0.5) walking.unseen.push(`${name} (${Math.round(100 * part)} %, ${Math.round(top)} to ${Math.round(bottom)} of ${innerHeight}, ${over?.tagName} ${over?.className})`)
  const list = element.closest('[role="list"], ul, ol, table')
  const isMissing = (among: Element | null): boolean => [...among?.querySelectorAll(controls) ?? []]
    .some(one => one.checkVisibility({ visibilityProperty: true }) && !one.matches(':disabled') && !walking.ids.has(keyOf(one)))
  return {
    id,
    name,
    isFolded: element.matches('details:not([open]) > summary'),
    isInList: list !== null && list.querySelector('[tabindex="-1"]') !== null,
    isMissing: { inRow: isMissing(element.closest('[role="listitem"], li, tr')), inList: isMissing(list) },
  }
}

/** Runs in the page: what was never reached, and all else that was wrong; forgets the walk. */
function sumUp(controls: string): Omit<Walk, 'lost'> {
  const page = window as unknown as { walking?: Walking }
  const { walking } = page
  delete page.walking
  if (!walking) return { unreached: ['everything: another page has come'], unseen: [] }
  /** The arrows go on within a group, and choose there. */
  const isOfGroup = (element: Element): boolean => element instanceof HTMLInputElement && element.type === 'radio'
    && [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')].some(other => other.name === element.name && walking.ids.has(walking.keyOf(other)))
  const unreached = [...document.querySelectorAll(controls)]
    .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled, [role="tab"]') && !walking.ids.has(walking.keyOf(element)) && !isOfGroup(element))
    .map(element => `${element.tagName} ${element.textContent.trim().slice(0, 60)} ${element.getAttribute('aria-label') ?? ''}`.trim())
  return { unreached, unseen: walking.unseen }
}

/** Runs in the page: ends when what was unfolded is there, or does not come within so many frames. */
async function untilUnfolded(patience: number): Promise<void> {
  const { walking } = window as unknown as { walking: Walking }
  const details = document.activeElement?.closest('details')
  /** A sentence says that more comes. */
  const isLoading = (): boolean => [...details?.querySelectorAll('[role="status"]') ?? []].some(({ textContent }) => textContent.trim().endsWith('…'))
  const isThere = (): boolean => details?.open === true && details.childElementCount > 1 && !isLoading() && !details.querySelector('[aria-busy="true"]')
  for (let frames = 0; frames < patience && !isThere(); frames += 1) await new Promise(resolve => requestAnimationFrame(resolve))
  walking.heard = 0
}

/** All that can be pressed or filled in. */
const CONTROLS = 'main :is(a[href], button, input, select, summary, textarea)'

/** Goes from where the focus is, which is before the panel, through everything, with Tab and in lists with the arrows, until the focus leaves the page. */
export async function walk({ evaluate, press, hasLeft, canJump, unfold }: Walker): Promise<Walk> {
  const lost: string[] = []
  let last = await evaluate(look, CONTROLS, PATIENCE)
  if (last.id === 0) throw new Error('The walk begins nowhere.')

  /** Null when the focus has left the page. */
  const step = async (key: Key): Promise<Stop | null> => {
    await press(key)
    const stop = await evaluate(look, CONTROLS, PATIENCE)
    if (stop.id !== 0) return last = stop
    if (await hasLeft()) return null
    lost.push(last.name)
    return stop
  }

  /** Presses a key for as long as that moves the focus and something is missing; hands back where that is then. */
  async function go(from: Stop | null, key: Key, isMissing: (stop: Stop) => boolean): Promise<Stop | null> {
    let stop = from
    while (stop && isMissing(stop)) {
      const next = await step(key)
      if (!next || next.id === stop.id || next.id === 0) return next
      stop = next
    }
    return stop
  }

  async function goThroughRows(): Promise<void> {
    // the stop may be a row further down: where one was, or what came first when others had not come yet
    let stop = await step('Home')
    for (;;) {
      stop = await go(stop, 'ArrowRight', ({ isMissing }) => isMissing.inRow)
      stop = await go(stop, 'ArrowLeft', ({ isMissing }) => isMissing.inRow)
      if (!stop?.isMissing.inList) break
      const next = await step('ArrowDown')
      if (!next || next.id === stop.id) break
      stop = next
    }
    // what is above comes back below what lies over the upper edge
    if (canJump) await step('Home')
  }

  for (let steps = 0; ; steps += 1) {
    if (steps > MOST_STEPS) throw new Error('The walk does not end.')
    const stop = await step('Tab')
    if (!stop) break
    if (stop.isFolded) {
      await unfold()
      await evaluate(untilUnfolded, 10 * PATIENCE)
    }
    if (stop.isInList && stop.isMissing.inList) await goThroughRows()
  }
  return { ...await evaluate(sumUp, CONTROLS), lost }
}

/** Runs in the portal's page: the frame is as high as in a window of 1280 × 720 at this zoom. It is 320 pixels wide at any. */
export function zoomTo(percent: number): void {
  const frame = document.querySelector<HTMLIFrameElement>('iframe[id^="appframe_"]')
  if (!frame) throw new Error('There is no frame.')
  frame.style.height = `${72_000 / percent}px`
}
