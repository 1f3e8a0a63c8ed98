import type { App, PlacementBinding, WorldPlace } from '../core/world/model.ts'
import { hexText } from '../core/world/random.ts'

const TITLES: Readonly<Record<string, string>> = { en: 'About this chat', de: 'Über diesen Chat', ru: 'Об этом чате' }

/** The one registration that every installed scenario begins with. */
function sidebarBinding(handler: string): PlacementBinding {
  return {
    id: 1,
    placement: 'IM_SIDEBAR',
    handler,
    title: TITLES['en'] ?? '',
    description: '',
    groupName: '',
    langAll: Object.fromEntries(Object.entries(TITLES).map(([language, title]) => [language, { title, description: '', groupName: '' }])),
    options: { iconName: 'fa-comments', extranet: 'Y', context: 'ALL', role: 'USER', color: 'AZURE' },
    userId: 0,
  }
}

/** Scopes that the demo grants: the two the app cannot do without, and names of people. */
export const DEMO_SCOPES: readonly string[] = ['placement', 'im', 'user_brief']

/** Everything that some part of the app has a use for. */
export const ALL_SCOPES: readonly string[] = ['placement', 'im', 'user', 'crm', 'task', 'imopenlines', 'entity', 'pull']

/** Chatside as an administrator of the demo company registered it: a local application whose installer is its own page. */
export function createApp(place: WorldPlace, { isInstalled, scopes }: { isInstalled: boolean, scopes: readonly string[] }): App {
  return {
    id: 5,
    code: `local.${hexText(`${place.seed}:app`, 14)}.${hexText(`${place.seed}:client`, 8)}`,
    clientId: `local.${hexText(`${place.seed}:app`, 14)}.${hexText(`${place.seed}:client`, 8)}`,
    title: 'Chatside',
    version: 1,
    status: 'L',
    mainUrl: place.appUrl,
    installUrl: place.appUrl,
    isStoredInPortal: false,
    scopes: [...scopes],
    isInstalled,
    applicationToken: hexText(`${place.seed}:application-token`, 32),
    bindings: isInstalled ? [sidebarBinding(place.appUrl)] : [],
    options: {},
    userOptions: new Map(),
    storages: [],
    allowedPersonIds: null,
  }
}
