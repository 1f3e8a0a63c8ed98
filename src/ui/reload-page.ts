/**
 * Opens this page anew. By GET, because the portal opened it with POST and a browser asks the person before it repeats
 * one; the frame's name, from which the portal is known, outlives the navigation. The part after `#` goes, else the
 * browser would only scroll.
 */
export function reloadPage(location: Location = window.location): void {
  const address = new URL(location.href)
  address.hash = ''
  location.replace(address.href)
}
