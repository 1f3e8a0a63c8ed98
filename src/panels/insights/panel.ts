import { definePanel } from '../panel.ts'

export default definePanel({
  id: 'insights',
  titleKey: 'panels.insights.title',
  order: 50,
  scopes: ['im'],
  contexts: ['USER', 'CHAT', 'LINES', 'CRM'],
  component: () => import('./InsightsPanel.vue'),
})
