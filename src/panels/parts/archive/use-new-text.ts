import { computed, type ComputedRef } from 'vue'
import { useTexts } from '../../../texts/texts.ts'
import type { WaitingRows } from './hold-rows.ts'

/** What waits to be shown, in words; `''` for nothing. */
export function useNewText(waiting: () => WaitingRows<unknown> | null): ComputedRef<string> {
  const { t, plural } = useTexts()
  return computed(() => {
    const rows = waiting()
    if (!rows) return ''
    return rows.count > 0 ? plural('parts.archive.new-rows', rows.count) : t('parts.archive.moved-rows')
  })
}
