/**
 * Reads one record of a database that `kept-database.ts` makes: the part that the first view needs, without creation and cleaning. It
 * creates nothing, not even an empty database; where the browser refuses the database, there is no record.
 */
function read(name: string, store: string, key: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    // there is no database yet: aborting undoes the one that the browser has begun to make
    opening.onupgradeneeded = () => opening.transaction?.abort()
    opening.onerror = reject
    opening.onsuccess = () => {
      const opened = opening.result
      try {
        const asked = opened.transaction(store).objectStore(store).get(key)
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = reject
      } catch (error) {
        reject(error)
      }
      // the close waits for pending requests and blocks nobody
      opened.close()
    }
  })
}

/** The value of a key, unchecked like anything from outside; undefined if there is none. Never rejects, and never settles if the browser never answers. */
export async function readRecord(name: string, store: string, key: string): Promise<unknown> {
  return await read(name, store, key).catch(() => undefined)
}
