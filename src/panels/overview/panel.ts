import { definePanel } from '../panel.ts'

export default definePanel({
  id: 'overview',
  titleKey: 'panels.overview.title',
  order: 10,
  scopes: ['im'],
  contexts: ['USER', 'CHAT', 'LINES', 'CRM'],
  component: () => import('./OverviewPanel.vue'),
})
