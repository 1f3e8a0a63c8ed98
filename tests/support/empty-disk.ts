/**
 * Takes away what a test left in the databases of the browser that tests share, which the next one would find there. A page that
 * holds one open is asked to close it, as a browser does.
 */
export async function emptyDisk(): Promise<void> {
  if (typeof indexedDB === 'undefined') return
  const kept = await indexedDB.databases()
  await Promise.all(kept.map(({ name = '' }) => new Promise<void>((resolve) => {
    const deleting = indexedDB.deleteDatabase(name)
    // one that a test itself holds open goes when it closes it
    for (const event of ['success', 'error', 'blocked']) deleting.addEventListener(event, () => resolve())
  })))
}
