import type { TextKey } from '../texts/texts.ts'
import OverviewPanel from './overview/OverviewPanel.vue'
import { PANEL_CONTEXTS as ALL, type Panel } from './panel.ts'

type PanelId<Key = TextKey> = Key extends `panels.${infer Id}.title` ? Id : never

/** A line of the list. What most panels have is said here, once: each byte of it is part of every opening. */
const panel = (id: PanelId, component: Panel['component'], contexts: Panel['contexts'] = ALL, scopes: Panel['scopes'] = ['im']): Panel => (
  { id, titleKey: `panels.${id}.title`, scopes, contexts, component }
)

/**
 * Every panel, in the order of the tabs. The first is part of the first view. The others come when they are shown: the build finds their
 * files by this list, too (hosting/build/first-view.ts), so each component stands here in an `import()` of its own.
 */
export const PANELS: readonly Panel[] = [
  panel('overview', async () => ({ default: OverviewPanel })),
  panel('catch-up', () => import('./catch-up/CatchUpPanel.vue')),
  panel('people', () => import('./people/PeoplePanel.vue'), ['CHAT', 'LINES', 'CRM']),
  panel('search', () => import('./search/SearchPanel.vue')),
  panel('shared', () => import('./shared/SharedPanel.vue')),
  panel('insights', () => import('./insights/InsightsPanel.vue')),
  panel('notes', () => import('./notes/NotesPanel.vue')),
  panel('templates', () => import('./templates/TemplatesPanel.vue'), ALL, []),
  panel('export', () => import('./export/ExportPanel.vue')),
]
