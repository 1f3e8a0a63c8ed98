export type Kebab<Code extends string> = Code extends `${infer Word}_${infer Rest}` ? `${Lowercase<Word>}-${Kebab<Rest>}` : Lowercase<Code>

/** A code of the portal as the end of a text's key: `LIGHT_BLUE` → `light-blue`. */
export function kebab<Code extends string>(code: Code): Kebab<Code> {
  return code.toLowerCase().replaceAll('_', '-') as Kebab<Code> // the compiler does not follow replaceAll
}
