/**
 * One record of a database that `kept-database.ts` makes: what the first view needs of it, without what makes and cleans it. Nothing is
 * made here, not even an empty database; where the browser refuses one, in whichever way, there is no record.
 */
function read(name: string, store: string, key: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    // there is none yet: the browser takes back what it had begun to make
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
      // waits for what was asked, and stands in nobody's way
      opened.close()
    }
  })
}

/** What lies under a key, as unknown as anything from outside; undefined for nothing. Never rejects; a browser that never answers never does here. */
export async function readRecord(name: string, store: string, key: string): Promise<unknown> {
  return await read(name, store, key).catch(() => undefined)
}
