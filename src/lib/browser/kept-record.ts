/**
 * Reads one record of a database that `kept-database.ts` makes: the part that the first view needs, without creation and cleaning. It
 * creates nothing, not even an empty database; where the browser refuses the database, there is no record.
 */
function inStore(
  { name, store, mode, key }: { name: string, store: string, mode: IDBTransactionMode, key: string | Promise<string | undefined> },
  ask: (records: IDBObjectStore, key: string) => IDBRequest,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    // there is no database yet: aborting undoes the one that the browser has begun to make
    opening.onupgradeneeded = () => opening.transaction?.abort()
    opening.onerror = reject
    opening.onsuccess = async () => {
      const opened = opening.result
      // another page wants to delete it or make a newer one, and must not wait for a key that may never come
      opened.onversionchange = () => opened.close()
      try {
        const known = await key
        if (known === undefined) {
          resolve(undefined)
        } else {
          const asked = ask(opened.transaction(store, mode).objectStore(store), known)
          asked.onsuccess = () => resolve(asked.result)
          asked.onerror = reject
        }
      } catch (error) {
        reject(error)
      }
      // the close waits for pending requests and blocks nobody
      opened.close()
    }
  })
}

/**
 * The value of a key, unchecked like anything from outside; undefined if there is none. The database is opened while the key is still being
 * made. Never rejects, and never settles if the browser never answers.
 */
export async function readRecord(name: string, store: string, key: string | Promise<string | undefined>): Promise<unknown> {
  return await inStore({ name, store, mode: 'readonly', key }, (records, known) => records.get(known)).catch(() => undefined)
}

/** Takes away what lies under a key. Never rejects. */
export async function deleteRecord(name: string, store: string, key: string): Promise<void> {
  await inStore({ name, store, mode: 'readwrite', key }, (records, known) => records.delete(known)).catch(() => undefined)
}
