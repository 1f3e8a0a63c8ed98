/** What somebody did and can take back, each deed for a while. */
import { shallowRef, type ShallowRef } from 'vue'
import { randomId } from './browser/random-id.ts'

const KEPT_FOR = 10 * 60_000
const MOST = 100

export type Kept<Deed> = Deed & {
  /** Of this deed alone, at random. */
  id: string
  /** Milliseconds since 1970 by this device's clock. Past it, it is out of the list. */
  until: number
}

/** Where deeds outlast the page. */
export interface DeedKeeper<Deed> {
  /** Never rejects. */
  read(): Promise<readonly Kept<Deed>[]>
  /** Keeps what `make` makes of what is kept now; once more where another page was quicker. Never rejects. */
  change(make: (there: readonly Kept<Deed>[]) => readonly Kept<Deed>[]): Promise<void>
}

export interface UndoStack<Deed> {
  /** The last one first. */
  readonly deeds: Readonly<ShallowRef<readonly Kept<Deed>[]>>
  note(deed: Deed): void
  /** Null for one that there is not, or not any more: what is past its time leaves the list. */
  find(id: string): Kept<Deed> | null
  /** It was taken back. */
  drop(id: string): void
  /** Settles when what was kept is there, and what was done since is kept. Never rejects. */
  settled(): Promise<void>
  close(): void
}

interface UndoOptions<Deed> {
  now?: () => number
  keeper?: DeedKeeper<Deed>
}

export function createUndoStack<Deed extends object>({ now = Date.now, keeper }: UndoOptions<Deed> = {}): UndoStack<Deed> {
  const deeds = shallowRef<readonly Kept<Deed>[]>([])
  const dropped = new Set<string>()
  const closed = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let keeping: Promise<void> = keeper ? keeper.read().then(takeIn) : Promise.resolve()

  /** What seems to last longer was done before the clock was set back. */
  const isInTime = ({ until }: Kept<Deed>): boolean => until > now() && until <= now() + KEPT_FOR

  function show(known: readonly Kept<Deed>[]): void {
    deeds.value = known.filter(isInTime).slice(0, MOST)
    clearTimeout(timer)
    const oldest = deeds.value.at(-1)
    if (oldest) timer = setTimeout(letGo, Math.max(0, oldest.until - now()) + 1)
  }

  function letGo(): void {
    show(deeds.value)
    keep({ isByTime: true })
  }

  /** Timers stand still while a device sleeps. */
  function letGoLate(): void {
    if (deeds.value.some(({ until }) => until <= now())) letGo()
  }
  document.addEventListener('visibilitychange', letGoLate, { signal: closed.signal })
  window.addEventListener('pageshow', letGoLate, { signal: closed.signal })

  function joined(mine: readonly Kept<Deed>[], there: readonly Kept<Deed>[]): Kept<Deed>[] {
    const known = new Set([...dropped, ...mine.map(({ id }) => id)])
    return [...mine, ...there.filter(({ id }) => !known.has(id))].filter(isInTime).sort((one, other) => other.until - one.until)
  }

  function takeIn(there: readonly Kept<Deed>[]): void {
    if (closed.signal.aborted) return
    show(joined(deeds.value, there))
    if (!there.every(isInTime)) keep({ isByTime: true })
  }

  /** With what another page of this person has kept since. Time alone only takes away: what somebody had removed does not come back by itself. */
  function keep({ isByTime = false } = {}): void {
    if (!keeper) return
    const mine = deeds.value
    keeping = keeping.then(async () => {
      let all = joined(mine, [])
      await keeper.change((there) => {
        all = joined(mine, there)
        return isByTime ? all.filter(({ id }) => there.some(kept => kept.id === id)) : all
      })
      takeIn(all)
    })
  }

  return {
    deeds,
    note(deed) {
      show([{ ...deed, id: randomId(), until: now() + KEPT_FOR }, ...deeds.value])
      keep()
    },
    find(id) {
      letGoLate()
      return deeds.value.find(one => one.id === id) ?? null
    },
    drop(id) {
      dropped.add(id)
      show(deeds.value.filter(one => one.id !== id))
      keep()
    },
    settled: () => keeping,
    close() {
      closed.abort()
      clearTimeout(timer)
      deeds.value = []
    },
  }
}
