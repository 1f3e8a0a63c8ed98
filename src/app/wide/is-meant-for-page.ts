/** Whether Escape was pressed where nothing nearer takes it: a dialog, a list that is open, a search field with words in it. */
export function isMeantForPage(event: KeyboardEvent): boolean {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return false
  if (document.querySelector('dialog[open], :popover-open')) return false
  return !(event.target instanceof HTMLInputElement && event.target.type === 'search' && event.target.value !== '')
}
