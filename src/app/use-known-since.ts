import { computed, onUnmounted, ref, watch, type ComputedRef } from 'vue'
import { useLive } from '../chat/live/live-store.ts'
import type { HeartState } from '../chat/live/pacing.ts'
import type { Refusal } from '../chat/live/refusals.ts'
import { type TextKey, useTexts } from '../texts/texts.ts'

const SECOND = 1_000
/** What is known for less than that is as good as new, if nothing says otherwise. */
const MATTERS_AFTER = 60 * SECOND
/** A beat that is under way, or comes with somebody who has just come, ends it before anybody has read a line. */
const SHOWN_AFTER = 3 * SECOND
const TOLD_EVERY = 20 * SECOND

const REFUSED: Record<Refusal, TextKey> = {
  'rate': 'live.busy', 'working-time': 'live.busy', 'silence': 'live.silent', 'session': 'live.session', 'failed': 'live.silent', 'gone': 'live.gone',
}

/** Null while it does not matter. */
function reasonOf({ why, refusal, isOutdated, knownSince }: HeartState, now: number): TextKey | null {
  if (why === 'hidden') return null
  if (why === 'offline') return 'live.offline'
  if (refusal) return REFUSED[refusal]
  if (isOutdated) return 'live.new'
  return now - knownSince >= MATTERS_AFTER ? 'live.since' : null
}

/** Since when what is shown is known, and why not since just now; `''` while that does not matter. For a component's setup. */
export function useKnownSince(): ComputedRef<string> {
  const live = useLive()
  const { t, formats } = useTexts()
  const now = ref(live.now())
  const reason = computed(() => live.state ? reasonOf(live.state, now.value) : null)
  const isShown = ref(false)
  let waiting: ReturnType<typeof setTimeout> | undefined

  watch(() => reason.value === null, (isFine) => {
    clearTimeout(waiting)
    if (isFine) isShown.value = false
    else waiting = setTimeout(() => { isShown.value = true }, SHOWN_AFTER)
  }, { immediate: true })

  const tick = (): void => {
    if (document.visibilityState === 'visible') now.value = live.now()
  }
  const ticking = setInterval(tick, TOLD_EVERY)
  onUnmounted(() => {
    clearInterval(ticking)
    clearTimeout(waiting)
  })

  return computed(() => {
    if (!isShown.value || !reason.value || !live.state) return ''
    return t(reason.value, { when: formats.value.ago(new Date(live.state.knownSince), new Date(now.value)) })
  })
}
