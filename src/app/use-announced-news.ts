import { nextTick, onUnmounted, shallowRef, watch, type Ref } from 'vue'
import { type News, useLive } from '../chat/live/live-store.ts'
import { useTexts } from '../texts/texts.ts'

/** Milliseconds between two announcements. */
const AT_MOST_EVERY = 10_000

/** Two places, of which one at most has words. */
type Places = readonly [string, string]

/**
 * What screen readers say of changes, and of the line when it appears, at most once in ten seconds: in each place in turn, so that the
 * same words are said again without a drawing in between that has none. For a component's setup.
 */
export function useAnnouncedNews(line: Readonly<Ref<string>>): Readonly<Ref<Places>> {
  const live = useLive()
  const { t, plural } = useTexts()
  const announced = shallowRef<Places>(['', ''])
  let added = 0
  let isOther = false
  let isLineNew = false
  let isWaiting = false
  let next = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function announce(): void {
    isWaiting = false
    next = live.now() + AT_MOST_EVERY
    const words = [added > 0 ? plural('live.new-messages', added) : isOther ? t('live.changed') : '', isLineNew ? line.value : ''].filter(Boolean).join(' ')
    announced.value = announced.value[0] === '' ? [words, ''] : ['', words]
    added = 0
    isOther = isLineNew = false
  }

  function announceSoon(): void {
    if (isWaiting || (added === 0 && !isOther && !isLineNew)) return
    isWaiting = true
    const wait = next - live.now()
    if (wait > 0) timer = setTimeout(announce, wait)
    // together with what the beat has changed: what is drawn at once is drawn once
    else void nextTick(announce)
  }

  live.follow((news: News) => {
    added += news.added.messages.length
    isOther ||= news.isGap || news.areMembersNew || news.changed.messages.length > 0 || news.deleted.length > 0
    announceSoon()
  })
  watch(() => line.value !== '', (isShown) => {
    isLineNew = isShown
    // what was said of it is no longer true
    if (!isShown) announced.value = ['', '']
    announceSoon()
  })
  onUnmounted(() => clearTimeout(timer))
  return announced
}
