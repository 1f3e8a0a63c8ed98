/**
 * `npm run hosting` writes the recipes. Without options it writes the examples in this folder; for your own portals, host or path
 * it writes to `hosting-own`, or to the folder of `--to`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { BadSite, EXAMPLE, readSite } from './site.ts'
import { allRecipes } from './recipes/index.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const OWN_FOLDER = 'hosting-own'

try {
  const { values } = parseArgs({
    options: {
      'to': { type: 'string' },
      'host': { type: 'string' },
      'path': { type: 'string' },
      'folder': { type: 'string' },
      'any-cloud-portal': { type: 'boolean' },
    },
  })
  const portals = process.env['CHATSIDE_PORTALS']
  const pictures = process.env['CHATSIDE_PICTURES']
  const push = process.env['CHATSIDE_PUSH']
  const isOwn = Object.keys(values).length > 0 || [portals, pictures, push].some(Boolean)
  const site = isOwn
    ? readSite({ portals, pictures, push, isAnyCloud: values['any-cloud-portal'], host: values.host, path: values.path, folder: values.folder })
    : EXAMPLE
  const target = values.to ?? (isOwn ? OWN_FOLDER : HERE)
  const { files, leftOut } = allRecipes(site, { isExample: !isOwn || values.path === undefined })
  for (const [name, content] of files) {
    const file = join(target, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
  // a host that is left out now has had a recipe for other names, perhaps
  for (const name of allRecipes(EXAMPLE).files.keys()) if (!files.has(name)) rmSync(join(target, name), { force: true })
  console.log(`${files.size} files for ${site.audience.portals.join(', ') || 'any portal of Bitrix24\'s cloud'} in ${target}`)
  for (const reason of leftOut) console.log(`Not written: ${reason}`)
} catch (error) {
  const isMistake = error instanceof BadSite || (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  if (!isMistake) throw error
  console.error(error.message)
  process.exit(1)
}
