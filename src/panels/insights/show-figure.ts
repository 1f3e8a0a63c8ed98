import { inject, type InjectionKey } from 'vue'
import type { Figure } from './figures.ts'

/** Opens the messages behind a figure; provided by the panel, because figures stand deep in its parts. */
export const showFigureKey: InjectionKey<(figure: Figure) => void> = Symbol('show figure')

/** @throws Error when used outside the panel */
export function useShowFigure(): (figure: Figure) => void {
  const show = inject(showFigureKey, null)
  if (!show) throw new Error('useShowFigure() needs a panel that provides showFigureKey')
  return show
}
