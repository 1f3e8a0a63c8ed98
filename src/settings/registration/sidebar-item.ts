import { SIDEBAR, type Place } from '../../bitrix24/placements.ts'
import { PANEL_CONTEXTS, type Panel, type PanelContext } from '../../panels/panel.ts'
import { spokenTitles, type Titles } from './titles.ts'

/** Kinds of chats that `context` can name besides `ALL`, in the order in which they are written: the same that panels name. */
export const CONTEXTS = PANEL_CONTEXTS
export type Context = PanelContext

/** `USER` is everybody, `ADMIN` administrators alone. */
export const ROLES = ['USER', 'ADMIN'] as const

/** Hex values: modules/im/lib/color.php. */
export const COLORS = {
  RED: '#df532d',
  GREEN: '#64a513',
  MINT: '#4ba984',
  LIGHT_BLUE: '#4ba5c3',
  DARK_BLUE: '#3e99ce',
  PURPLE: '#8474c8',
  AQUA: '#1eb4aa',
  PINK: '#f76187',
  LIME: '#58cc47',
  BROWN: '#ab7761',
  AZURE: '#29619b',
  KHAKI: '#728f7a',
  SAND: '#ba9c7b',
  ORANGE: '#e8a441',
  MARENGO: '#556574',
  GRAY: '#909090',
  GRAPHITE: '#5e5f5e',
} as const satisfies Record<string, string>
export type Color = keyof typeof COLORS

export const COLOR_NAMES = Object.keys(COLORS) as Color[] // its keys are exactly these

/**
 * One item in the words of the portal, as typed or as read: text that `checkItem` may refuse. What it accepts can be sent by `bindParams`.
 */
export interface SidebarItem {
  /** Address that the portal opens. */
  handler: string
  titles: Titles
  /** Font Awesome 4 class, for example `fa-comments`. */
  iconName: string
  /** `ALL`, or some of `CONTEXTS` joined by `;`. */
  context: string
  role: string
  /** `Y` or `N`: whether people from outside the company see it. */
  extranet: string
  /** A key of `COLORS`, or `''` for a colour that the portal picks. */
  color: string
}

/** An item as an administrator wants it. */
export interface WantedItem extends SidebarItem {
  /** In the mobile app too. */
  isInMobile: boolean
}

/** A change to one field of an item; components hand it upwards. */
export type ItemPatch = Partial<WantedItem>

/** PHP's `trim`, which the portal uses: it takes away six characters, neither the no-break space nor the form feed. */
export function trimLikePortal(text: string): string {
  return text.replaceAll(/^[ \t\n\r\0\v]+|(?<![ \t\n\r\0\v])[ \t\n\r\0\v]+$/g, '')
}

/** The kinds of chats that a `context` names, `'ALL'` when that is among them; parts that mean nothing are dropped. */
export function readContext(context: string): 'ALL' | Context[] {
  const parts = trimLikePortal(context).split(';')
  return parts.includes('ALL') ? 'ALL' : CONTEXTS.filter(one => parts.includes(one))
}

type ContextChoice = 'ALL' | Context

/** What a `context` that the portal accepts has ticked. */
export function tickedContexts(context: string): ContextChoice[] {
  const kinds = readContext(context)
  return kinds === 'ALL' ? ['ALL'] : kinds
}

/**
 * The `context` after one choice was ticked or unticked: `ALL` takes the place of the kinds of chats, and they of it.
 * `''`, which the portal refuses, when nothing is left.
 */
export function tickContext(ticked: readonly ContextChoice[], choice: ContextChoice, isChecked: boolean): string {
  if (choice === 'ALL') return isChecked ? 'ALL' : ''
  return CONTEXTS.filter(one => one === choice ? isChecked : ticked.includes(one)).join(';')
}

export interface BindParams {
  PLACEMENT: Place
  HANDLER: string
  TITLE: string
  LANG_ALL: Record<string, { TITLE: string }>
  OPTIONS: { context: string, role: string, extranet: string, iconName?: string, color?: string }
  [name: string]: unknown
}

/** The parameters of `placement.bind` for an item. The portal takes `TITLE` only where there is no `LANG_ALL`; older ones know only `TITLE`. */
export function bindParams({ handler, titles, iconName, context, role, extranet, color }: SidebarItem, place: Place = SIDEBAR): BindParams {
  const spoken = spokenTitles(titles)
  return {
    PLACEMENT: place,
    HANDLER: handler,
    TITLE: spoken[0]?.[1] ?? '',
    LANG_ALL: Object.fromEntries(spoken.map(([language, TITLE]) => [language, { TITLE }])),
    OPTIONS: { ...place === SIDEBAR ? { iconName } : {}, context, role, extranet, ...place === SIDEBAR ? { color } : {} },
  }
}

export type Kebab<Code extends string> = Code extends `${infer Word}_${infer Rest}` ? `${Lowercase<Word>}-${Kebab<Rest>}` : Lowercase<Code>

/** A code of the portal as the end of a text's key: `LIGHT_BLUE` → `light-blue`. */
export function kebab<Code extends string>(code: Code): Kebab<Code> {
  return code.toLowerCase().replaceAll('_', '-') as Kebab<Code> // the compiler does not follow replaceAll
}

/** The context that asks only for chats in which some panel makes sense. */
export function contextFor(panels: readonly Pick<Panel, 'contexts'>[]): string {
  const contexts = CONTEXTS.filter(context => panels.some(panel => panel.contexts.includes(context)))
  return contexts.length === CONTEXTS.length ? 'ALL' : contexts.join(';')
}
