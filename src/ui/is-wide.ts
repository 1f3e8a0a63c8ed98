import { inject, type InjectionKey } from 'vue'

export const isWideKey: InjectionKey<boolean> = Symbol('is wide')

/** Whether there is a page's width for this part, instead of the sidebar's 320 px. */
export function useIsWide(): boolean {
  return inject(isWideKey, false)
}
