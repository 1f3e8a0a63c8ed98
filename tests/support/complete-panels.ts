/**
 * What comes last in each panel beside a chat with messages, by the panels' ids in the order of their tabs: nothing stands in its place
 * until then.
 */
export const COMPLETE_PANELS = {
  'overview': '~ fieldset input',
  'catch-up': '.buttons',
  'people': '[role="listitem"]',
  'search': 'input[type="search"]',
  'shared': 'input[type="search"]',
  'insights': 'canvas',
  'notes': 'button',
  'templates': 'summary',
  'export': 'select',
} as const
