import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

export const TEXTS = fileURLToPath(new URL('../../src/texts', import.meta.url))
export const PARTS = ['first', 'rest', 'settings'] as const

/** Tags of the languages that have a folder. */
export const languages = readdirSync(TEXTS, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name).sort()

const LOADER = '\0chatside:text-files'

/** Names of the files of texts, language and part. The English of the first view is part of what draws it. */
export function textNames(): string[] {
  return languages.flatMap(language => PARTS.map(part => `${language}-${part}`)).filter(name => name !== 'en-first')
}

function scriptOf(name: string): string {
  const texts: unknown = JSON.parse(readFileSync(`${TEXTS}/${name.replace(/-(?=[a-z]+$)/, '/')}.json`, 'utf8'))
  return `export default ${JSON.stringify(texts)}\n`
}

/**
 * Texts are files whose names say language and part, and all end with one digest of all texts: so the first view knows their names without a
 * list of them.
 */
export function textFiles(): Plugin {
  const files = textNames().map((name): [string, string] => [name, scriptOf(name)])
  const digest = createHash('sha256').update(files.flat().join('\n')).digest('base64url').replaceAll(/[^a-zA-Z0-9]/g, '').slice(0, 8)
  return {
    name: 'chatside:text-files',
    apply: 'build',
    enforce: 'pre',
    resolveId: source => source.endsWith('/text-files.ts') ? LOADER : undefined,
    load: id => id === LOADER ? `export const loadTexts = (tag, part) => import(/* @vite-ignore */ \`./\${tag}-\${part}-${digest}.js\`).then(file => file.default)\n` : undefined,
    generateBundle() {
      for (const [name, source] of files) this.emitFile({ type: 'asset', fileName: `assets/${name}-${digest}.js`, source })
    },
  }
}
