import { computed, type ComputedRef, shallowRef, watch } from 'vue'
import type { ExportView } from '../../messages/export/export-view.ts'
import { createTimeLeft, shareDone } from '../../messages/export/time-left.ts'
import { useTexts } from '../../texts/texts.ts'

type Progressing = Extract<ExportView, { state: 'reading' | 'packing' }>

export interface ProgressWords {
  /** 0 to 1; null where nobody can say. */
  share: ComputedRef<number | null>
  /** What is done now, told when it changes. */
  doing: ComputedRef<string>
  /** How far it has come. */
  lines: ComputedRef<string[]>
}

const MINUTE = 60_000

/** What can be said of an export that is under way. */
export function useProgressTexts(view: () => Progressing): ProgressWords {
  const { t, plural, formats } = useTexts()
  const left = shallowRef<number | null>(null)
  let timeLeft = createTimeLeft()

  const share = computed(() => {
    const shown = view()
    if (shown.state === 'packing') return shown.share
    return shown.progress && shareDone(shown.progress, shown.plan.options, Date.now())
  })
  const isHeld = computed(() => {
    const shown = view()
    return shown.state === 'reading' && shown.isPaused
  })
  watch(() => view().state, () => {
    timeLeft = createTimeLeft()
  })
  watch([share, isHeld], ([now, held]) => {
    left.value = timeLeft(held ? null : now, performance.now())
  })

  function leftText(): string[] {
    if (left.value === null || isHeld.value) return []
    return [left.value < MINUTE ? t('panels.export.left-short') : plural('panels.export.left', Math.round(left.value / MINUTE))]
  }

  return {
    share,
    doing: computed(() => {
      const shown = view()
      if (shown.state === 'packing') return t('panels.export.packing')
      if (shown.isPaused) return t('panels.export.paused')
      const waiting = shown.progress?.waiting
      return waiting && waiting.reason !== 'paused' ? t(`panels.export.waiting-${waiting.reason}`) : t('panels.export.reading')
    }),
    lines: computed(() => {
      const shown = view()
      if (shown.state === 'packing') return leftText()
      if (!shown.progress) return []
      const { read, estimate, dateReached, requests } = shown.progress
      return [
        estimate === null ? plural('parts.archive.read-count', read) : plural('panels.export.read-of', estimate, { read: formats.value.number(read) }),
        ...(dateReached === null ? [] : [t('panels.export.reached', { date: formats.value.date(new Date(dateReached)) })]),
        ...(shown.source === 'portal' ? [] : [t(`panels.export.source-${shown.source}`)]),
        ...leftText(),
        t('panels.export.requests', { count: formats.value.number(requests) }),
      ]
    }),
  }
}
