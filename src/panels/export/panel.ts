import { definePanel } from '../panel.ts'

export default definePanel({
  id: 'export',
  titleKey: 'panels.export.title',
  order: 60,
  scopes: ['im'],
  contexts: ['USER', 'CHAT', 'LINES', 'CRM'],
  component: () => import('./ExportPanel.vue'),
})
