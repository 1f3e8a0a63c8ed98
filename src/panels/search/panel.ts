import { definePanel } from '../panel.ts'

export default definePanel({
  id: 'search',
  titleKey: 'panels.search.title',
  order: 30,
  scopes: ['im'],
  contexts: ['USER', 'CHAT', 'LINES', 'CRM'],
  component: () => import('./SearchPanel.vue'),
})
