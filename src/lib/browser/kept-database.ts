/**
 * The one way to a database of this browser. A framed page of another site may be refused one in more ways than one: the name
 * `indexedDB` is missing or throws, opening throws, fails, waits for another window, or never answers; and what was open is closed by
 * the browser (in the background, when it needs room, when site data is cleared). Each of them is the same `KeptError` here.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb'
import { withDeadline } from '../with-deadline.ts'

export type { DBSchema, IDBPDatabase as Connection }

/** The browser keeps nothing, or nothing more. */
export class KeptError extends Error {
  readonly kind: 'refused' | 'full'

  constructor(kind: KeptError['kind'], cause?: unknown) {
    super(`This browser keeps nothing more: ${kind}`, { cause })
    this.name = 'KeptError'
    this.kind = kind
  }
}

interface KeptOptions<Schema extends DBSchema> {
  name: string
  /** Version of the stores and of their content. What another version left is deleted, not converted. */
  version: number
  create: (fresh: IDBPDatabase<Schema>) => void
  /** Everything in it can be loaded again, so a database that does not open is deleted once. */
  isReplaceable?: boolean
  /** Milliseconds until a database that neither opens nor fails counts as refused: another window may hold an old one open. */
  deadline?: number
  /** Milliseconds for one piece of work; a slow disk is no refusal. */
  workDeadline?: number
}

export interface KeptDatabase<Schema extends DBSchema> {
  /**
   * Does something with the database, and repeats it if the browser had closed the database: `work` must find out what it did before.
   * @throws KeptError, or what `work` throws
   */
  use<Value>(work: (opened: IDBPDatabase<Schema>) => Promise<Value>): Promise<Value>
  /** Whether something was deleted since the last call. */
  wasDiscarded(): boolean
  /** Ends the connection when pending work is done. The next work makes another one. */
  close(): void
}

const late = (): Error => new DOMException('The browser does not answer.', 'TimeoutError')

export function keptDatabase<Schema extends DBSchema>(options: KeptOptions<Schema>): KeptDatabase<Schema> {
  const { name, version, create, isReplaceable = false, deadline = 5_000, workDeadline = 30_000 } = options
  let connection: Promise<IDBPDatabase<Schema>> | null = null
  let isDiscarded = false

  /** Async, so that a browser that throws at the name itself is one that refuses. */
  async function open(): Promise<IDBPDatabase<Schema>> {
    let isLate = false
    const opening = openDB<Schema>(name, version, {
      upgrade(fresh, oldVersion) {
        isDiscarded ||= oldVersion > 0
        for (const store of fresh.objectStoreNames) fresh.deleteObjectStore(store)
        create(fresh)
      },
      // another page wants to delete it or make a newer one, and must not wait for this page
      blocking: (_current, _wanted, event) => {
        connection = null
        if (event.target instanceof IDBDatabase) event.target.close()
      },
      terminated: () => {
        connection = null
      },
    })
    // nobody waits for it any more, and an open database would block other pages
    opening.then(opened => isLate && opened.close(), () => undefined)
    return withDeadline(opening, deadline, () => {
      isLate = true
      return late()
    })
  }

  async function reach(): Promise<IDBPDatabase<Schema>> {
    try {
      return await open()
    } catch (error) {
      if (!isReplaceable) throw error
      await withDeadline((async () => deleteDB(name))(), deadline, late)
      const fresh = await open()
      isDiscarded = true
      return fresh
    }
  }

  async function connect(): Promise<IDBPDatabase<Schema>> {
    const own = connection ??= reach()
    try {
      return await own
    } catch (error) {
      if (connection === own) connection = null
      throw new KeptError('refused', error)
    }
  }

  /** Closing is not waited for: the next work opens another one. */
  function letGo(opened: IDBPDatabase<Schema>): void {
    connection = null
    opened.close()
  }

  async function use<Value>(work: (opened: IDBPDatabase<Schema>) => Promise<Value>, isAgain = false): Promise<Value> {
    const opened = await connect()
    try {
      return await withDeadline(work(opened), workDeadline, late)
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      if (error.name === 'QuotaExceededError') throw new KeptError('full', error)
      letGo(opened)
      if (isAgain || error.name === 'TimeoutError') throw new KeptError('refused', error)
      return await use(work, true)
    }
  }

  return {
    use: work => use(work),
    wasDiscarded() {
      const was = isDiscarded
      isDiscarded = false
      return was
    },
    close() {
      connection?.then(opened => opened.close(), () => undefined)
      connection = null
    },
  }
}

/** For what is kept now and then: a connection that nobody closes stays as long as the page does. */
export async function withDatabase<Schema extends DBSchema, Value>(
  database: KeptDatabase<Schema>, work: (database: KeptDatabase<Schema>) => Promise<Value>,
): Promise<Value> {
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

/** A change of several stores, all of it or nothing. */
export async function change<Schema extends DBSchema, Names extends ArrayLike<StoreNames<Schema>>, Value>(
  opened: IDBPDatabase<Schema>, stores: Names, work: (transaction: IDBPTransaction<Schema, Names, 'readwrite'>) => Promise<Value>,
): Promise<Value> {
  const transaction = opened.transaction(stores, 'readwrite')
  const done = transaction.done.then(() => null, (error: unknown) => ({ error }))
  let value: Value
  try {
    value = await work(transaction)
  } catch (error) {
    try {
      transaction.abort()
    } catch {
      // the browser was first, and says why
      const ended = await done
      throw ended?.error ?? error
    }
    throw error
  }
  const ended = await done
  if (ended) throw ended.error
  return value
}
