/** The option of the app for a person (`user.option`), which comes with the handshake: whether the page is light or dark for them. */
export const SCHEME_OPTION = 'scheme'

/** What a person has chosen; `''` for the portal's own, and for whatever else stands there. */
export function parseScheme(option: unknown): 'light' | 'dark' | '' {
  return option === 'light' || option === 'dark' ? option : ''
}
