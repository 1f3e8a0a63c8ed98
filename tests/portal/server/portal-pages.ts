/** Pages of the portal that open in its sliders: each says which object it is, and nothing more. */
import type { World } from '../core/world/model.ts'

interface PortalPage {
  kind: string
  title: string
}

type Describe = (world: World, id: string) => PortalPage | null

const crmKinds: Record<string, string> = { deal: 'Deal', lead: 'Lead', contact: 'Contact', company: 'Company' }

/** The longer address stands before the one it begins with. */
const pages: [pattern: RegExp, describe: Describe][] = [
  [/^\/company\/personal\/user\/\d+\/tasks\/task\/view\/(\d+)\/$/, (_world, id) => ({ kind: 'Task', title: `Task ${id}` })],
  [/^\/company\/personal\/user\/(\d+)\/$/, (world, id) => {
    const person = world.people.get(Number(id))
    return person === undefined ? null : { kind: 'Person', title: `${person.firstName} ${person.lastName}`.trim() }
  }],
  [/^\/workgroups\/group\/(\d+)\//, (_world, id) => ({ kind: 'Workgroup', title: `Workgroup ${id}` })],
  ...Object.entries(crmKinds).map(([type, kind]): [RegExp, Describe] =>
    [new RegExp(`^/crm/${type}/(?:details|show)/(\\d+)/$`), (_world, id) => ({ kind, title: `${kind} ${id}` })]),
  [/^\/crm\/type\/\d+\/details\/(\d+)\/$/, (_world, id) => ({ kind: 'CRM item', title: `CRM item ${id}` })],
  [/^\/calendar\//, () => ({ kind: 'Calendar', title: 'Calendar' })],
  [/^\/disk\//, () => ({ kind: 'Drive', title: 'Drive' })],
  [/^\/docs\//, () => ({ kind: 'Drive', title: 'Documents' })],
  [/^\/marketplace\//, () => ({ kind: 'Market', title: 'Market' })],
]

/** The page at this path, or the portal's "not found" with status 404. */
export function portalPage(world: World, path: string): { status: number, html: string } {
  for (const [pattern, describe] of pages) {
    const match = pattern.exec(path)
    const page = match === null ? null : describe(world, match[1] ?? '')
    if (page !== null) return { status: 200, html: render(page.title, page.kind, path) }
  }
  return { status: 404, html: render('Page not found', 'The simulated portal has no such page', path) }
}

function render(title: string, kind: string, path: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>
  :root { color-scheme: light; font: 15px/1.5 system-ui, sans-serif; background: #eef2f4; color: #333 }
  :root[data-theme=dark] { color-scheme: dark; background: #161b22; color: #e6e8ea }
  body { margin: 0; padding: 32px }
  h1 { font-size: 26px; font-weight: 500; margin: 0 0 4px }
  p { margin: 0 0 16px; opacity: .7 }
  code { font-size: 13px }
</style>
<script>document.documentElement.dataset.theme = parent.document.documentElement.dataset.theme ?? 'light'</script>
<h1>${escape(title)}</h1>
<p>${escape(kind)} of the simulated portal</p>
<code>${escape(path)}</code>
</html>
`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
