/** The messenger's palette in its order: modules/im/lib/color.php. */
const COLORS: readonly (readonly [name: string, hex: string])[] = [
  ['RED', '#df532d'], ['GREEN', '#64a513'], ['MINT', '#4ba984'], ['LIGHT_BLUE', '#4ba5c3'], ['DARK_BLUE', '#3e99ce'],
  ['PURPLE', '#8474c8'], ['AQUA', '#1eb4aa'], ['PINK', '#f76187'], ['LIME', '#58cc47'], ['BROWN', '#ab7761'],
  ['AZURE', '#29619b'], ['KHAKI', '#728f7a'], ['SAND', '#ba9c7b'], ['ORANGE', '#e8a441'], ['MARENGO', '#556574'],
  ['GRAY', '#909090'], ['GRAPHITE', '#5e5f5e'],
]

/** `#rrggbb` of a palette name such as `LIGHT_BLUE`, null when there is none. */
export function colorByName(name: string): string | null {
  return COLORS.find(([one]) => one === name)?.[1] ?? null
}

/** The colour of an item that chose none: the last digit of its id picks one of the first ten. */
export function colorByNumber(id: number): string {
  return COLORS[(id + 9) % 10]?.[1] ?? ''
}
