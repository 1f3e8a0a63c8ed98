import { definePanel } from '../panel.ts'

export default definePanel({
  id: 'shared',
  titleKey: 'panels.shared.title',
  order: 40,
  scopes: ['im'],
  contexts: ['USER', 'CHAT', 'LINES', 'CRM'],
  component: () => import('./SharedPanel.vue'),
})
