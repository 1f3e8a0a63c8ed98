import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pageDirectives } from '../../../hosting/policy.ts'
import type { Tls } from '../../portal/server/http-listener.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** What the recipes in the repository name, all of it there to be replaced. */
const NAMED = { portal: 'https://portal.example.com', folder: '/srv/chatside', certificate: '/etc/ssl/chatside' }

/** A folder of one host for the time of the tests; servers give up their rights, so everybody may read it. */
export interface HostFolder {
  path(...parts: string[]): string
  write(name: string, content: string): string
  /** A file of the repository's `hosting`, with the portal, the folder and the certificate of these tests in it. */
  recipe(name: string): string
  remove(): void
}

const directive = (name: string, portal: string): string => pageDirectives({ portals: [portal] }).find(([own]) => own === name)?.join(' ') ?? ''

/** Makes it, with the build as `chatside` in `www` and the certificate beside it. */
export function hostFolder({ tls, portal, dist = join(ROOT, 'dist') }: { tls: Tls, portal: string, dist?: string }): HostFolder {
  const root = mkdtempSync(join(tmpdir(), 'chatside-host-'))
  const folder: HostFolder = {
    path: (...parts) => join(root, ...parts),
    write(name, content) {
      const file = join(root, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
      return file
    },
    recipe: name => readFileSync(join(ROOT, 'hosting', name), 'utf8')
      // a portal of the cloud has its pictures and its push server on hosts beside it, the one in the recipes has not
      .replaceAll(directive('img-src', NAMED.portal), directive('img-src', portal))
      .replaceAll(directive('connect-src', NAMED.portal), directive('connect-src', portal))
      .replaceAll(NAMED.portal, portal)
      .replaceAll(NAMED.folder, join(root, 'www/chatside'))
      .replaceAll(NAMED.certificate, join(root, 'ssl')),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
  chmodSync(root, 0o755)
  cpSync(dist, join(root, 'www/chatside'), { recursive: true })
  mkdirSync(join(root, 'log'))
  chmodSync(join(root, 'log'), 0o777)
  folder.write('ssl/fullchain.pem', tls.cert)
  folder.write('ssl/privkey.pem', tls.key)
  return folder
}

/**
 * The text with something else in every site of each.
 * @throws Error where one of them is not there: a setting that was not made would be tested as if it were
 */
export function replaceEach(text: string, replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`There is no "${from}" to replace in:\n${changed.slice(0, 600)}`)
    return changed.replaceAll(from, to)
  }, text)
}
