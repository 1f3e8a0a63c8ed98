import { computed, type ComputedRef } from 'vue'
import { useTexts } from '../../texts/texts.ts'
import { VARIABLES, type VariableNames } from '../variables.ts'

/** What the language calls the variables. */
export function useVariableNames(): ComputedRef<VariableNames> {
  const { startingWith } = useTexts()
  return computed(() => {
    const found: Readonly<Record<string, string>> = startingWith('templates.variable.')
    return Object.fromEntries(VARIABLES.map(variable => [variable, found[variable.replaceAll(' ', '-')] ?? variable])) as VariableNames // of every variable
  })
}
