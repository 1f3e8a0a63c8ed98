import { definePanel } from '../panel.ts'

export default definePanel({
  id: 'people',
  titleKey: 'panels.people.title',
  order: 20,
  scopes: ['im'],
  contexts: ['CHAT', 'LINES', 'CRM'],
  component: () => import('./PeoplePanel.vue'),
})
