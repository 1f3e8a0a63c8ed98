import { foldText } from '../../lib/fold-text.ts'

/** The words that somebody looks for, folded. */
export function toWords(text: string): string[] {
  return foldText(text).split(' ').filter(word => word !== '')
}
