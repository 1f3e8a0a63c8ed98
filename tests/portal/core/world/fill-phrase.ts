import { LINKS } from './phrases.ts'
import { pick } from './random.ts'

/**
 * A phrase of `PHRASES` with its places filled.
 * @param draw a number for each place, 0 … 2³²−1
 * @param mention the mention of somebody whom the number chooses
 */
export function fillPhrase(phrase: string, draw: () => number, mention: (number: number) => string): string {
  if (!phrase.includes('{')) return phrase
  return phrase.replaceAll(/\{(person|link|n|time)\}/g, (_whole, name) => {
    const number = draw()
    if (name === 'person') return mention(number)
    if (name === 'link') return pick(LINKS, number)
    return name === 'n' ? String(2 + number % 180) : `${9 + number % 9}:${number % 2 === 0 ? '00' : '30'}`
  })
}
