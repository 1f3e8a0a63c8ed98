/** Keeps what Overview showed for the next opening, sealed; loaded when the chat is on the screen and nobody waits for anything. */
import { type Portal, PortalError } from '../bitrix24/index.ts'
import { change, keptDatabase, KeptError, withDatabase, type DBSchema, type KeptDatabase } from '../lib/browser/kept-database.ts'
import { untilTouched } from '../lib/browser/rest.ts'
import { createSealer, sizeOfSealed } from '../lib/browser/sealing.ts'
import { isRecord } from '../lib/is-record.ts'
import { deviceKeyOf, mayKeep } from './device-key.ts'
import { clearKeptDeeds, sizeOfKeptDeeds } from './kept-deeds.ts'
import { type KeptView, OLDEST_VIEW } from './last-view.ts'
import { makeDeviceKey } from './make-device-key.ts'
import { clearOwnMarks, sizeOfOwnMarks } from './own-marks.ts'
import { VIEWS_DATABASE, VIEWS_STORE } from './open-kept-view.ts'
import type { OverviewAnswers } from './overview-commands.ts'
import { type ChatOverview, isMember } from './overview.ts'
import { toPlain } from './plain-outcomes.ts'

interface ViewsSchema extends DBSchema {
  views: {
    key: string
    /** In clear stands only the day on which it was kept, in days since 1970, so that anybody's page can remove what is too old. */
    value: { name: string, day: number, sealed: ArrayBuffer }
    indexes: { day: number }
  }
}

/** Of all people and portals in this browser. With the longest of a view this bounds the bytes, too. */
const MOST_VIEWS = 60

/** Of one view before it is sealed; what is longer is not kept. */
const LONGEST_VIEW = 128 * 1024

const DAY = 86_400_000
/** Sealed views are as long as the next power of two from here on: how long one is tells next to nothing of the chat. */
const SHORTEST_VIEW = 16 * 1024

const viewsDatabase = (): KeptDatabase<ViewsSchema> => keptDatabase<ViewsSchema>({
  name: VIEWS_DATABASE,
  version: 1,
  create: fresh => fresh.createObjectStore(VIEWS_STORE, { keyPath: 'name' }).createIndex('day', 'day'),
  isReplaceable: true,
})

/** By page, once views were removed there: it keeps none until somebody touches it. */
const rests = new WeakMap<Portal, AbortSignal>()
const isAtRest = (portal: Portal): boolean => rests.get(portal)?.aborted === false

interface ViewToKeep {
  overview: ChatOverview
  answers: OverviewAnswers
  /** False once it turns out that nothing of the chat may be kept. */
  isWanted: () => boolean
}

/** Keeps a view, makes this person's key when there is none, and removes what is too old or too much. Never rejects. */
export async function keepView(portal: Portal, view: ViewToKeep, now = Date.now()): Promise<void> {
  if (!mayKeep(portal.opening) || isAtRest(portal)) return
  await withDatabase(viewsDatabase(), views => keepIn(views, portal, view, now)).catch((error: unknown) => {
    // refused or full: the next opening begins with nothing, as the first did
    if (!(error instanceof KeptError || error instanceof PortalError)) throw error
  })
}

async function keepIn(database: KeptDatabase<ViewsSchema>, portal: Portal, { overview, answers, isWanted }: ViewToKeep, now: number): Promise<void> {
  const { opening } = portal
  const { dialogId, viewerId, role } = overview
  // whoever is not in a chat may see it today and has no claim to it tomorrow
  const bytes = viewerId === null || !isMember(role) ? null : toBytes(overview, answers, now)
  // before the portal is asked for anything: where the browser keeps nothing, no key is needed
  await database.use(async opened => opened.count(VIEWS_STORE))
  const known = deviceKeyOf(opening)
  const key = viewerId === null || known?.personId === viewerId ? known : await makeDeviceKey(portal, viewerId)
  const sealer = key ? await createSealer(key.secret, VIEWS_STORE) : null
  if (!sealer) return
  const name = await sealer.nameOf([opening.origin, dialogId.text])
  const sealed = bytes ? await sealer.seal(name, bytes) : null
  await database.use(opened => change(opened, [VIEWS_STORE], async (stores) => {
    const views = stores.objectStore(VIEWS_STORE)
    const today = Math.floor(now / DAY)
    const byDay = views.index('day')
    const old = await byDay.getAllKeys(IDBKeyRange.upperBound(today - OLDEST_VIEW / DAY, true))
    const early = await byDay.getAllKeys(IDBKeyRange.lowerBound(today + 1, true)) // by a clock that was wrong
    await Promise.all([...old, ...early, name].map(gone => views.delete(gone)))
    if (!sealed || !isWanted() || isAtRest(portal)) return
    const others = await byDay.getAllKeys()
    await Promise.all(others.slice(0, Math.max(0, others.length - MOST_VIEWS + 1)).map(gone => views.delete(gone)))
    await views.put({ name, day: today, sealed })
  }))
}

/** Takes all of them away, of all portals, chats and people, and what people marked there. Never rejects: a browser that refuses keeps none. */
export async function clearViews(): Promise<void> {
  await clearOwnMarks()
  await clearKeptDeeds()
  await withDatabase(viewsDatabase(), views => views.use(opened => opened.clear(VIEWS_STORE))).catch(() => undefined)
}

/** The same, and this page keeps none before somebody touches it again. Never rejects. */
export async function forgetViews(portal: Portal): Promise<void> {
  rests.set(portal, untilTouched())
  await clearViews()
}

/** Bytes of all that `clearViews` takes away; 0 where a browser keeps nothing. */
export async function sizeOfViews(): Promise<number> {
  const kept = await withDatabase(viewsDatabase(), views => views.use(opened => opened.getAll(VIEWS_STORE))).catch(() => [])
  return sizeOfSealed(kept) + await sizeOfOwnMarks() + await sizeOfKeptDeeds()
}

/** Null for what is too long. */
function toBytes({ read }: ChatOverview, answers: OverviewAnswers, since: number): Uint8Array<ArrayBuffer> | null {
  const outcomes = toPlain(answers).map(outcome => ({ ...outcome, value: withoutReaders(outcome.value) }))
  const text = new TextEncoder().encode(JSON.stringify({ since, read, outcomes } satisfies KeptView))
  let length = SHORTEST_VIEW
  while (length < text.length) length *= 2
  if (length > LONGEST_VIEW) return null
  // blanks behind JSON mean nothing
  const padded = new Uint8Array(length).fill(0x20)
  padded.set(text)
  return padded
}

function withoutReaders(value: unknown): unknown {
  return isRecord(value) ? { ...value, readed_list: [] } : value
}
