import type { Frame } from '@playwright/test'

/** Every name and byte that the origin keeps, as one text a way of reading bytes, and how many records there are. */
export async function readEverything(frame: Frame): Promise<{ texts: string[], records: number }> {
  const kept = await frame.evaluate(async () => {
    // an open channel hides it from its page, and not from others of the origin
    const other = document.body.appendChild(document.createElement('iframe'))
    const local = Object.entries(other.contentWindow?.localStorage ?? {})
    other.remove()
    const texts: string[] = [...Object.entries(sessionStorage), ...local, document.cookie, ...'caches' in window ? await caches.keys() : []].flat()
    const runs: string[] = []
    // bytes as Latin-1: a list of numbers takes seconds to cross
    const letters = (bytes: Uint8Array) => [...bytes].map(byte => String.fromCharCode(byte)).join('')
    let records = sessionStorage.length + local.length
    const walk = (value: unknown): void => {
      if (value instanceof ArrayBuffer) runs.push(letters(new Uint8Array(value)))
      else if (ArrayBuffer.isView(value)) runs.push(letters(new Uint8Array(value.buffer)))
      else if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) {
        texts.push(key)
        walk(inner)
      }
      else texts.push(String(value))
    }
    for (const { name = '' } of await indexedDB.databases()) {
      texts.push(name)
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name)
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = reject
      })
      for (const store of opened.objectStoreNames) {
        const place = opened.transaction(store).objectStore(store)
        for (const asked of [place.getAllKeys(), place.getAll()]) {
          await new Promise((resolve) => { asked.onsuccess = resolve })
          walk(asked.result)
        }
        texts.push(store)
        const counted = opened.transaction(store).objectStore(store).count()
        await new Promise((resolve) => { counted.onsuccess = resolve })
        records += counted.result
      }
      opened.close()
    }
    if ('storage' in navigator) for await (const name of (await navigator.storage.getDirectory()).keys()) texts.push(name)
    return { texts, runs, records }
  })
  const bytes = [...kept.runs.map(run => Buffer.from(run, 'latin1')), ...kept.texts.flatMap(text => [Buffer.from(text, 'base64'), Buffer.from(text, 'hex')])]
  return { texts: [kept.texts.join('\n'), ...bytes.flatMap(run => [run.toString('utf8'), run.toString('utf16le')])], records: kept.records }
}
