import { PANEL_CONTEXTS as ALL, type Panel } from './panel.ts'

/**
 * Every panel, in the order of the tabs. The first is part of the first view: the build finds its file by this list, too
 * (vite.config.ts), so each component stands here in an `import()` of its own.
 */
export const PANELS: readonly Panel[] = [
  { id: 'overview', titleKey: 'panels.overview.title', scopes: ['im'], contexts: ALL, component: () => import('./overview/OverviewPanel.vue') },
  { id: 'catch-up', titleKey: 'panels.catch-up.title', scopes: ['im'], contexts: ALL, component: () => import('./catch-up/CatchUpPanel.vue') },
  { id: 'people', titleKey: 'panels.people.title', scopes: ['im'], contexts: ['CHAT', 'LINES', 'CRM'], component: () => import('./people/PeoplePanel.vue') },
  { id: 'search', titleKey: 'panels.search.title', scopes: ['im'], contexts: ALL, component: () => import('./search/SearchPanel.vue') },
  { id: 'shared', titleKey: 'panels.shared.title', scopes: ['im'], contexts: ALL, component: () => import('./shared/SharedPanel.vue') },
  { id: 'insights', titleKey: 'panels.insights.title', scopes: ['im'], contexts: ALL, component: () => import('./insights/InsightsPanel.vue') },
  { id: 'export', titleKey: 'panels.export.title', scopes: ['im'], contexts: ALL, component: () => import('./export/ExportPanel.vue') },
]
