/**
 * The shared notes of a chat: a storage of the app that is opened to the chat's own access code, one item a line. See
 * docs/decisions/notes-store.md: whoever calls REST without this app is refused by the portal, and nobody else.
 */
import { parse } from 'valibot'
import { dateOrNull, idOrNull } from '../bitrix24/fields.ts'
import { type Command, type Outcome, type Portal, PortalError } from '../bitrix24/index.ts'
import { makeSecret } from '../lib/browser/random-id.ts'
import { encodeLine } from './line-codec.ts'
import { MOST_SHARED } from './note.ts'
import { NotesRefused, type NoteStorage, type Reading } from './note-storage.ts'
import type { Write } from './replica.ts'
import { accessOf, judgeRights, namedIn, type NotesOwner, READ_RIGHTS, type RightsVerdict, rightsCommands, rightsIn, storageName } from './storage-rights.ts'
import { type FoundRows, MARKER, type Marker, PAGE, pageCommands, readRows, writeMarker } from './storage-rows.ts'

/** Characters of one line as it is written, with all versions of its text: far below what a portal was seen to take. */
const LONGEST_ITEM = 30_000
/** The portal requires a title; everybody who has the app can read it. */
const TITLE = 'Chatside'
/** Readings in a row without the marker that was written here, until what is written there counts as read by nobody. */
const MOST_MISSED = 3

export interface ChatStorageOptions {
  portal: Pick<Portal, 'call' | 'readBatch' | 'opening'>
  owner: NotesOwner
  viewerId: number
  /** Everybody in the chat; null where not all are known. `isAnew`: as they are now. @throws PortalError */
  readMembers: (isAnew: boolean) => Promise<ReadonlySet<number> | null>
}

/** A marker that was made here, until it is read back. */
interface Begun {
  index: number
  secret: string
  /** The portal has said that it has it. */
  isThere: boolean
  /** Readings since that had it not. */
  missed: number
}

const NO_NEWS = { hasShutOut: false, hasBegun: false }

interface Chosen {
  /** Null: none is there yet, and this is the name for one. */
  index: number
  exists: boolean
  isNamed: boolean
}

export function createChatStorage({ portal, owner, viewerId, readMembers }: ChatStorageOptions): NoteStorage {
  let chosen: Chosen | null = null
  let marker: Marker | null = null
  let begun: Begun | null = null
  /** Names of storages that this person cannot read, whatever the portal says of their rights: they are left to whoever made them. */
  const closed = new Set<number>()
  /** Storages whose secret somebody knows who was shut out: where a reading fails before the secret is another, the next one makes it. */
  const spent = new Set<number>()
  let pages = 1
  /** What a reading found before a write is said by the next one. */
  let news = NO_NEWS

  async function ask(commands: Record<string, Command>): Promise<Record<string, Outcome>> {
    const { outcomes } = await portal.readBatch(commands, { isQuiet: true })
    const refusal = Object.values(outcomes).find(outcome => outcome?.ok === false && outcome.error.kind === 'missing-scope')
    if (refusal?.ok === false) throw new NotesRefused('missing-scope', refusal.error)
    return Object.fromEntries(Object.entries(outcomes).flatMap(([name, outcome]) => outcome ? [[name, outcome]] : []))
  }

  async function read(): Promise<Reading> {
    const said = { ...await readNow(), ...news }
    news = NO_NEWS
    return said
  }

  async function readNow(): Promise<Omit<Reading, keyof typeof NO_NEWS>> {
    const { next, answers, isListed } = await look(chosen?.index ?? 0)
    const found = next.exists ? await readStorage(next, isListed ? answers : null) : null
    chosen = next
    marker = found?.marker ?? null
    // somebody else may have been quicker
    const hasBegun = news.hasBegun || (marker !== null && marker.secret === begun?.secret)
    if (marker) begun = null
    else if (begun?.isThere && begun.index === next.index) begun.missed += 1
    pages = Math.max(1, Math.ceil(((found?.count ?? 0) + 1) / PAGE))
    const hasShutOut = spent.has(next.index)
    if (hasShutOut && marker) marker = await renewMarker(marker)
    spent.delete(next.index)
    news = { hasBegun, hasShutOut: news.hasShutOut || hasShutOut }
    const { lines = [], isWhole = true } = found ?? {}
    return { lines, isWhole, secret: marker?.secret ?? null, time: parse(dateOrNull, answers['time']?.ok ? answers['time'].value : null) }
  }

  /**
   * Chooses by the rights of all names, and lists the rows of one in the same request. By the portal's source a storage has no rights for whoever may
   * not read it, and its name is free; but its list is empty then, where that of a name that is really free is an error.
   */
  async function look(guess: number, isAnew = false): Promise<{ next: Chosen, answers: Record<string, Outcome>, isListed: boolean }> {
    const answers = await ask({ ...rightsCommands(owner), ...pageCommands(storageName(owner, guess), pages), time: { method: 'server.time' } })
    const next = await choose(rightsIn(answers))
    const isListed = next.index === guess && answers['page0']?.ok === true
    if (next.exists || (next.index === guess && !isListed)) return { next, answers, isListed }
    if (next.index !== guess) return await look(next.index)
    // whoever is in the chat can read it with the code, once there is a folder
    if (!isAnew) {
      await makeFolder()
      return await look(guess, true)
    }
    if (await portal.call({ method: 'user.access', params: { ACCESS: Object.keys(accessOf(owner)) } }) !== true) throw new NotesRefused('code-opens-nothing')
    closed.add(guess)
    return await look(guess)
  }

  /** The storage with the highest number whose rights are in order, put in order where that is possible. */
  async function choose(given: readonly unknown[]): Promise<Chosen> {
    const others = given.flatMap(namedIn).filter(person => person !== viewerId)
    const judge = async (isAnew: boolean) => {
      const members = owner.kind === 'private' ? new Set(owner.people) : others.length > 0 ? await readMembers(isAnew) : new Set([viewerId])
      return { members, verdicts: given.map((rights, index) => closed.has(index) ? 'strangers' : judgeRights(rights, owner, members)) }
    }
    const known = await judge(false)
    // nobody is shut out who has only just come
    const { members, verdicts } = known.verdicts.includes('strangers') && !known.verdicts.includes('in-order') ? await judge(true) : known
    const ready = verdicts.lastIndexOf('in-order')
    if (ready >= 0) return toChosen(ready, given[ready])
    for (const [index, verdict] of [...verdicts.entries()].reverse()) {
      if (verdict === 'missing' || closed.has(index)) continue
      if (verdict === 'unknown') throw new NotesRefused('unknown-members')
      const set = await setRights(index, members, verdict === 'strangers')
      if (set) return toChosen(index, set)
    }
    const free = verdicts.indexOf('missing')
    if (free < 0) throw new NotesRefused('strangers')
    return { index: free, exists: false, isNamed: false }
  }

  const toChosen = (index: number, rights: unknown): Chosen =>
    ({ index, exists: true, isNamed: namedIn(rights).includes(viewerId) || portal.opening.isAdmin })

  /** The rights as they are then; null where the portal does not let this person set them. */
  async function setRights(index: number, members: ReadonlySet<number> | null, hasStrangers: boolean): Promise<unknown> {
    const ENTITY = storageName(owner, index)
    const failure = await portal.call({ method: 'entity.update', params: { ENTITY, ACCESS: accessOf(owner) } }).then(() => null, cause => PortalError.from(cause))
    if (failure?.kind === 'no-access') return null
    // the portal may have done what it did not answer
    if (hasStrangers) spent.add(index)
    if (failure) throw failure
    const rights = await portal.call({ method: READ_RIGHTS, params: { ENTITY } })
    const verdict: RightsVerdict = judgeRights(rights, owner, members && new Set([...members, viewerId]))
    return verdict === 'in-order' ? rights : null
  }

  /** All rows; without any it is found out whether the code opens the storage. */
  async function readStorage({ index, isNamed }: Chosen, answers: Record<string, Outcome> | null): Promise<FoundRows> {
    const ENTITY = storageName(owner, index)
    const readAll = async (first: Record<string, Outcome> | null) => readRows(ENTITY, first ?? await ask(pageCommands(ENTITY, pages)), ask)
    const found = await readAll(answers)
    if (found.count > 0 || isNamed || owner.kind === 'private') return found
    // the portal writes the code of each member when the chat gets its folder
    await makeFolder()
    const again = await readAll(null)
    if (again.count > 0) return again
    try {
      return { ...again, marker: await addMarker(index) }
    } catch (cause) {
      const error = PortalError.from(cause)
      throw error.kind === 'no-access' ? new NotesRefused('code-opens-nothing', error) : error
    }
  }

  async function makeFolder(): Promise<void> {
    if (owner.kind === 'private') return
    try {
      await portal.call({ method: 'im.disk.folder.get', params: { CHAT_ID: owner.chatId } })
    } catch (cause) {
      const error = PortalError.from(cause)
      if (error.kind === 'no-access') throw new NotesRefused('no-access', error)
      if (error.kind === 'unknown' || error.kind === 'not-found') throw new NotesRefused('no-folder', error)
      throw error
    }
  }

  async function addMarker(index: number): Promise<Marker> {
    const secret = makeSecret()
    begun = { index, secret, isThere: false, missed: 0 }
    const itemId = await addItem({ ENTITY: storageName(owner, index), NAME: MARKER, DETAIL_TEXT: writeMarker(secret) })
    begun.isThere = true
    return { itemId, secret }
  }

  /** Makes the marker, and no line before it was read back: where the portal shows another storage of this name, lines were read by nobody. */
  async function begin(index: number): Promise<void> {
    if (!begun?.isThere || begun.index !== index) {
      await addMarker(index)
      await readNow()
    }
    if (marker) return
    if (begun && begun.missed >= MOST_MISSED) {
      closed.add(index)
      begun = chosen = null
    }
    throw new PortalError('busy', { method: 'entity.item.get' })
  }

  /** What somebody knows who was shut out is worth nothing from then on. */
  async function renewMarker({ itemId }: Marker): Promise<Marker> {
    const secret = makeSecret()
    await portal.call({ method: 'entity.item.update', params: { ENTITY: storageName(owner, chosen?.index ?? 0), ID: itemId, DETAIL_TEXT: writeMarker(secret) } })
    return { itemId, secret }
  }

  async function addItem(params: Record<string, string>): Promise<number> {
    const method = 'entity.item.add'
    const id = parse(idOrNull, await portal.call({ method, params }))
    if (id === null) throw new PortalError('bad-answer', { method })
    return id
  }

  /** A storage that somebody else was quicker to make is read, before anything is written into it. */
  async function make(index: number): Promise<void> {
    await makeFolder()
    await portal.call({ method: 'entity.add', params: { ENTITY: storageName(owner, index), NAME: TITLE, ACCESS: accessOf(owner) } })
    await readNow()
    // a portal may read from a copy of its database that has not heard yet
    if (!chosen?.exists) throw new PortalError('busy', { method: 'entity.add' })
  }

  async function write(writes: readonly Write[], done: (write: Write, itemId?: number) => void): Promise<void> {
    if (!chosen) await readNow()
    if (chosen && !chosen.exists) await make(chosen.index)
    if (!marker) await begin(chosen?.index ?? 0)
    const ENTITY = storageName(owner, chosen?.index ?? 0)
    for (const one of writes) {
      if (one.kind === 'add') {
        done(one, await addItem({ ENTITY, NAME: one.version.id, DETAIL_TEXT: encodeLine(one.version) }))
      } else {
        const method = one.kind === 'update' ? 'entity.item.update' : 'entity.item.delete'
        const content = one.kind === 'update' ? { DETAIL_TEXT: encodeLine(one.version) } : {}
        if (await portal.call({ method, params: { ENTITY, ID: one.itemId, ...content } }) !== true) throw new PortalError('bad-answer', { method })
        done(one)
      }
    }
  }

  return {
    read,
    write,
    // one line that is too long does not fit, however few there are
    roomUsed: lines => lines.every(line => encodeLine(line).length <= LONGEST_ITEM) ? lines.length / MOST_SHARED : 2,
  }
}
