/**
 * Reloads this page by GET, because the portal opened it with POST and a browser asks the person before it repeats
 * one. The frame's name, which names the portal, survives the navigation. The part after `#` is removed, or the
 * browser would only scroll.
 */
export function reloadPage(location: Location = window.location): void {
  const address = new URL(location.href)
  address.hash = ''
  location.replace(address.href)
}
