import { type ImOptions, validateImOptions } from './im-options.ts'

export interface OptionRule {
  type: 'string' | 'int'
  isRequired?: boolean
  default?: string | number
}

export interface KnownPlacement {
  code: string
  /** The scope that opens it, null when every application may use it. */
  scope: string | null
  options: Readonly<Record<string, OptionRule>>
  /** 0 for any number. */
  maxCount: number
  hasUserMode: boolean
  /** The placement's own check; what it returns becomes the method's result. */
  validate(options: ImOptions): { error: string, error_description: string } | null
}

const text = (value?: string): OptionRule => (value === undefined ? { type: 'string' } : { type: 'string', default: value })
const icon: OptionRule = { type: 'string', isRequired: true }
const audience = { extranet: text('N'), context: text('ALL'), role: text('USER') }

function plain(code: string, scope: string | null): KnownPlacement {
  return { code, scope, options: {}, maxCount: 0, hasUserMode: false, validate: () => null }
}

function chat(code: string, options: KnownPlacement['options'], scope: string | null = 'im'): KnownPlacement {
  return { ...plain(code, scope), options, validate: values => validateImOptions(values, Object.keys(options)) }
}

const CRM_CARDS = ['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'QUOTE', 'SMART_INVOICE']

/**
 * Placements this portal knows: all of the messenger and some of every other tool.
 * Scopes: https://apidocs.bitrix24.com/api-reference/widgets/placements.html (the readable source has those of the messenger open
 * to every application). Options: modules/im/lib/V2/Marketplace/Placement.php.
 */
export const KNOWN_PLACEMENTS: readonly KnownPlacement[] = [
  chat('IM_CONTEXT_MENU', audience),
  chat('IM_NAVIGATION', { iconName: icon, extranet: text('N'), role: text('USER') }),
  chat('IM_TEXTAREA', {
    iconName: icon, ...audience, color: text(), width: { type: 'int', default: 100 }, height: { type: 'int', default: 100 },
  }),
  chat('IM_SIDEBAR', { iconName: icon, ...audience, color: text() }),
  chat('IM_SMILES_SELECTOR', audience, null),
  chat('IMMOBILE_CONTEXT_MENU', audience),
  plain('LEFT_MENU', null),
  {
    ...plain('PAGE_BACKGROUND_WORKER', null),
    options: { errorHandlerUrl: text() },
    maxCount: 1,
    hasUserMode: true,
    validate: ({ errorHandlerUrl }) => (errorHandlerUrl
      ? null
      : { error: 'EMPTY_ERROR_HANDLER_URL', error_description: 'Field errorHandlerUrl is empty.' }),
  },
  { ...plain('REST_APP_URI', null), maxCount: 1 },
  ...CRM_CARDS.flatMap(card => [plain(`CRM_${card}_DETAIL_TAB`, 'crm'), plain(`CRM_${card}_LIST_TOOLBAR`, 'crm')]),
  plain('TASK_VIEW_TAB', 'task'),
  plain('TASK_VIEW_SIDEBAR', 'task'),
  plain('CALENDAR_GRIDVIEW', 'calendar'),
  plain('SONET_GROUP_DETAIL_TAB', 'sonet_group'),
  plain('USER_PROFILE_MENU', 'user'),
]

export function isOpenTo(placement: KnownPlacement, scopes: readonly string[]): boolean {
  return placement.scope === null || scopes.includes(placement.scope)
}
