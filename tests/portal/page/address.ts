/** What the page's address says, so that a link or a test opens any state directly. */

export interface Address {
  scenario: string | null
  seed: string | null
  /** `as`: id of the person looking. */
  viewerId: number | null
  /** `lang`: Bitrix24 code of the interface language. */
  language: string | null
  /** `chat`: dialog id. */
  dialogId: string | null
  /** `panel=1`: the first sidebar item is open. */
  hasPanel: boolean
  /** `view=app`: the app's own page instead of the messenger. */
  view: 'messenger' | 'app'
  theme: 'light' | 'dark'
  /** `wide=1`: a sidebar of 400 px instead of 320 px. */
  isWide: boolean
  /** `mobile=1`: the portal behaves as its mobile app does. */
  isMobile: boolean
  /** `placement` and `options` (JSON): a frame with any placement code and options opens in the sidebar. */
  raw: { placement: string, options: unknown } | null
  /** Every other parameter: the portal hands them to the app's own page as its options. */
  rest: Record<string, string>
}

const ownNames = new Set(['scenario', 'seed', 'as', 'lang', 'chat', 'panel', 'view', 'theme', 'wide', 'mobile', 'placement', 'options'])

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search)
  const viewerId = Number(query.get('as'))
  const placement = query.get('placement')
  return {
    scenario: query.get('scenario'),
    seed: query.get('seed'),
    viewerId: Number.isSafeInteger(viewerId) && viewerId > 0 ? viewerId : null,
    language: query.get('lang'),
    dialogId: query.get('chat'),
    hasPanel: query.get('panel') === '1',
    view: query.get('view') === 'app' ? 'app' : 'messenger',
    theme: query.get('theme') === 'dark' ? 'dark' : 'light',
    isWide: query.get('wide') === '1',
    isMobile: query.get('mobile') === '1',
    raw: placement === null ? null : { placement, options: parseOptions(query.get('options') ?? '') },
    rest: Object.fromEntries([...query].filter(([name]) => !ownNames.has(name))),
  }
}

/** The query for this state without `raw`, which is gone once opened; with its question mark, `''` when all is as by default. */
export function writeAddress(address: Address): string {
  const query = new URLSearchParams()
  const put = (name: string, value: string | number | null): void => {
    if (value !== null) query.set(name, String(value))
  }
  put('scenario', address.scenario)
  put('seed', address.seed)
  put('as', address.viewerId)
  put('lang', address.language)
  put('chat', address.dialogId)
  put('panel', address.hasPanel ? 1 : null)
  put('view', address.view === 'app' ? 'app' : null)
  put('theme', address.theme === 'dark' ? 'dark' : null)
  put('wide', address.isWide ? 1 : null)
  put('mobile', address.isMobile ? 1 : null)
  for (const [name, value] of Object.entries(address.rest)) put(name, value)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** What is no JSON stays a text, for the portal can be made to send anything; `''` means no options at all. */
export function parseOptions(text: string): unknown {
  if (text === '') return undefined
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return text
  }
}
