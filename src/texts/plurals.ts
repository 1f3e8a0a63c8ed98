import { once } from './formats.ts'

const CATEGORIES: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other']

/**
 * Picks one of a message's forms, written as `one | few | many`: the categories that the language has, in the order of
 * CLDR. A message may leave out the last ones, which no whole number has in some languages (`other` in Russian).
 */
export function pluralRule(tag: string): (count: number, forms: number) => number {
  const known = once(() => {
    const rules = new Intl.PluralRules(tag)
    const { pluralCategories } = rules.resolvedOptions()
    return { rules, order: CATEGORIES.filter(category => pluralCategories.includes(category)) }
  })
  return (count, forms) => Math.min(known().order.indexOf(known().rules.select(count)), forms - 1)
}
