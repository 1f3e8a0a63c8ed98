import { shallowRef, type ShallowRef } from 'vue'
import type { ArchiveNews } from './protocol.ts'

/** What waits for a reading to end. */
const MOST_WAITING = 50

interface NewsOptions {
  /** Whether it continued where the archive ends. @throws ArchiveError */
  follow: (news: ArchiveNews) => Promise<boolean>
  isReading: () => boolean
  /** Begins to read what is new, where nothing is being read. */
  read: () => void
}

export interface ArchiveFollowing {
  /** Messages are known of that are not here. */
  isBehind: ShallowRef<boolean>
  /** @throws ArchiveError */
  take(news: ArchiveNews): Promise<void>
  /** Takes it when a reading has ended. */
  wait(news: ArchiveNews): void
  /** A reading came to the newest end, with everything that was there when it began, by `performance.now()`. @throws ArchiveError */
  caughtUp(beganAt: number): Promise<void>
  forget(): void
}

/** News of an archive: what continues it is taken in, what does not is read, and until then the archive says that it is behind. */
export function useNews({ follow, isReading, read }: NewsOptions): ArchiveFollowing {
  const isBehind = shallowRef(false)
  let waiting: { news: ArchiveNews, heardAt: number }[] = []

  function wait(news: ArchiveNews) {
    waiting = [...waiting, { news, heardAt: performance.now() }].slice(-MOST_WAITING)
    isBehind.value = waiting.some(({ news: { added, isGap } }) => isGap || added.messages.length > 0)
  }

  async function take(news: ArchiveNews): Promise<void> {
    if (await follow(news) || (!news.isGap && news.added.messages.length === 0)) return
    wait(news)
    // the running one may bring it along; it is seen at its end
    if (!isReading()) read()
  }

  return {
    isBehind,
    take,
    wait,
    async caughtUp(beganAt) {
      const all = waiting
      waiting = []
      for (const one of all) {
        // what was heard of before the reading began was read; of that, too, something may have changed
        const isJoined = await follow(one.news)
        if (!isJoined && one.heardAt > beganAt) waiting.push(one)
      }
      isBehind.value = waiting.length > 0
      if (isBehind.value && !isReading()) read()
    },
    forget() {
      waiting = []
      isBehind.value = false
    },
  }
}
