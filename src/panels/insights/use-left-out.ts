import { computed, type ComputedRef } from 'vue'
import type { LeftOut } from '../../messages/keep/questions/insights/asked.ts'
import { useTexts } from '../../texts/texts.ts'

/** What no figure was counted from, in words; `''` for nothing. */
export function useLeftOut(leftOut: () => LeftOut): ComputedRef<string> {
  const { t, plural, formats } = useTexts()
  return computed(() => {
    const { bots, deleted, undated } = leftOut()
    const parts = [
      ...bots > 0 ? [plural('panels.insights.left-out-bots', bots)] : [],
      ...deleted > 0 ? [plural('panels.insights.left-out-deleted', deleted)] : [],
      ...undated > 0 ? [plural('panels.insights.left-out-undated', undated)] : [],
    ]
    return parts.length === 0 ? '' : t('panels.insights.left-out', { what: formats.value.names(parts) })
  })
}
