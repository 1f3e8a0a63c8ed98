import { bindParams, type SidebarItem } from '../registration/sidebar-item.ts'
import { toJson } from './quote-json.ts'
import { toShell } from './quote-shell.ts'

/**
 * For a POSIX shell. The token comes from a variable and through a pipe, so it is neither in the text nor in the list of
 * processes. The pipe's status is that of `awk`, which wants `true`: a refusal of the messenger comes with status 200.
 */
export function curlSample(item: SidebarItem, portalOrigin: string): string {
  const body = toJson(bindParams(item)).slice(0, -'\n}'.length)
  return `: "\${BITRIX24_ACCESS_TOKEN:?}"

printf %s ${toShell(`${body},\n  "auth": "`)}"$BITRIX24_ACCESS_TOKEN"${toShell('"\n}')} |
curl --fail-with-body --silent --show-error --request POST \\
  --header 'Content-Type: application/json' \\
  --header 'Accept: application/json' \\
  --data-binary @- \\
  ${toShell(`${portalOrigin}/rest/placement.bind`)} |
awk '{ print } /"result": *true/ { done = 1 } END { exit !done }'
`
}
