import { onUnmounted, ref, watch, type Ref } from 'vue'
import { type News, useLive } from '../chat/live/live-store.ts'
import { useTexts } from '../texts/texts.ts'

/** Milliseconds between two announcements. */
const AT_MOST_EVERY = 10_000

/** What screen readers say of changes, and of the line when it appears, at most once in ten seconds. For a component's setup. */
export function useAnnouncedNews(line: Readonly<Ref<string>>): Readonly<Ref<string>> {
  const live = useLive()
  const { t, plural } = useTexts()
  const announced = ref('')
  let added = 0
  let isOther = false
  let isLineNew = false
  let next = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function announce(): void {
    timer = undefined
    next = Date.now() + AT_MOST_EVERY
    const words = [added > 0 ? plural('live.new-messages', added) : isOther ? t('live.changed') : '', isLineNew ? line.value : '']
    announced.value = words.filter(Boolean).join(' ')
    added = 0
    isOther = isLineNew = false
  }

  function announceSoon(): void {
    if (timer || (added === 0 && !isOther && !isLineNew)) return
    // the same words again are said only after others
    announced.value = ''
    timer = setTimeout(announce, Math.max(100, next - Date.now()))
  }

  live.follow((news: News) => {
    added += news.added.messages.length
    isOther ||= news.isGap || news.areMembersNew || news.changed.messages.length > 0 || news.deleted.length > 0
    announceSoon()
  })
  watch(() => line.value !== '', (isShown) => {
    isLineNew = isShown
    // what was said of it is no longer true
    if (!isShown) announced.value = ''
    announceSoon()
  })
  onUnmounted(() => clearTimeout(timer))
  return announced
}
