/** What it costs that kept messages are encrypted: the same blocks into the browser's database and out of it, as they are and sealed. */
import { createPieces } from '../../../src/lib/browser/sealed-pieces.ts'
import { createSealer } from '../../../src/lib/browser/sealing.ts'
import { fromBlock, toBlock } from '../../../src/messages/keep/block.ts'
import { historyPages } from './history-pages.ts'

/** Milliseconds for all messages, a round each. */
export type SealingTimes = Record<'keeping as it is' | 'keeping sealed' | 'opening as it is' | 'opening sealed', number[]>

/** The two ways take turns. */
export async function measureSealing(count: number, rounds: number): Promise<SealingTimes> {
  const sealer = await createSealer('1'.padStart(64, '0'), 'bench')
  if (!sealer) throw new Error('There is no Web Crypto.')
  const pieces = createPieces(sealer, 'bench')
  const pages = historyPages(count)
  const database = await new Promise<IDBDatabase>((resolve) => {
    const asked = indexedDB.open('bench-sealing', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore('blocks')
    asked.onsuccess = () => resolve(asked.result)
  })
  const put = (value: unknown, key: number) => new Promise((resolve) => {
    const change = database.transaction('blocks', 'readwrite')
    change.objectStore('blocks').put(value, key)
    change.oncomplete = resolve
  })
  const get = (key: number) => new Promise<unknown>((resolve) => {
    const asked = database.transaction('blocks').objectStore('blocks').get(key)
    asked.onsuccess = () => resolve(asked.result)
  })
  const measured: SealingTimes = { 'keeping as it is': [], 'keeping sealed': [], 'opening as it is': [], 'opening sealed': [] }
  const measure = async (name: keyof SealingTimes, work: () => Promise<void>) => {
    const began = performance.now()
    await work()
    measured[name].push(performance.now() - began)
  }
  for (let round = 0; round < rounds; round += 1) {
    await measure('keeping as it is', async () => {
      for (const [index, one] of pages.entries()) await put(toBlock(one), index)
    })
    await measure('opening as it is', async () => {
      for (const index of pages.keys()) if (!fromBlock(await get(index) as ReturnType<typeof toBlock>)) throw new Error('A block is lost.')
    })
    const sums: string[] = []
    await measure('keeping sealed', async () => {
      for (const [index, one] of pages.entries()) {
        const { sealed, sum } = await pieces.sealPiece(toBlock(one), index)
        await put(sealed, index)
        sums.push(sum)
      }
    })
    await measure('opening sealed', async () => {
      for (const index of pages.keys()) {
        const block = await pieces.openPiece(await get(index), index, sums[index])
        if (!block || !fromBlock(block)) throw new Error('A block does not open.')
      }
    })
  }
  database.close()
  return measured
}
