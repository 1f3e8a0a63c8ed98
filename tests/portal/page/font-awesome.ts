import packaged from 'font-awesome/css/font-awesome.min.css?raw'
import './font-awesome.css'

/**
 * Gives the page the classes of Font Awesome 4.7.0, which the messenger has too. The package's own `@font-face` stays out: it
 * names five files, of which browsers of today ask for one.
 */
export function addFontAwesome(): void {
  const rules = document.createElement('style')
  rules.textContent = packaged.replace(/@font-face\{[^}]*\}/, '')
  document.head.append(rules)
}
