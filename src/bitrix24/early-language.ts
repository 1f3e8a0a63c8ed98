/** A language code of Bitrix24 is two letters (`en`, `br`, `ua`). Lower case comes out, null when it does not look like one. */
export function toLanguageCode(received: unknown): string | null {
  return typeof received === 'string' && /^[a-z]{2}$/i.test(received) ? received.toLowerCase() : null
}

/**
 * The language that the portal wrote into the page's address (`LANG`, beside `DOMAIN` and `APP_SID`), so that texts can
 * load while the SDK does. Anybody can write an address: use it to choose texts, for nothing else.
 */
export function earlyLanguage(location: Pick<Location, 'search'>): string | null {
  return toLanguageCode(new URLSearchParams(location.search).get('LANG'))
}
