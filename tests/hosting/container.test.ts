import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allRecipes } from '../../hosting/recipes/index.ts'
import { EXAMPLE } from '../../hosting/site.ts'

// What an operator names is worth nothing in a container that does not hand it on.

function read(name: string): string {
  return readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
}

/** What the build and the writer of the recipes read, whether by name or by way of a function that is given the name. */
const NAMES = [...new Set(['vite.config.ts', 'hosting/write.ts'].flatMap(name => read(name).match(/CHATSIDE_[A-Z_]+/g) ?? []))]

test('the names that the build and the recipes read are found', () => {
  expect(NAMES).toEqual(expect.arrayContaining(['CHATSIDE_PORTALS', 'CHATSIDE_PICTURES', 'CHATSIDE_PUSH', 'CHATSIDE_PLAIN_SDK']))
})

test.each(NAMES)('the container is built with %s', (name) => {
  const [build = ''] = read('hosting/container/Dockerfile').split('\nFROM nginxinc')
  expect(build).toMatch(new RegExp(`^ARG ${name}$`, 'm'))
  expect(build).toMatch(new RegExp(`^ENV .*\\b${name}=\\$${name}(?: |$)`, 'm'))
  expect(read('hosting/container/compose.yaml')).toMatch(new RegExp(`^ {8}${name}: \\$\\{${name}:`, 'm'))
})

test.each(['nginx', 'container'])('%s compresses for what stands in front of it: a proxy that asks by HTTP/1.0, or with Via', (recipe) => {
  const compression = allRecipes(EXAMPLE).parts.get(recipe)?.compression ?? ''
  expect(compression).toMatch(/^\s*gzip_proxied any;$/m)
  expect(compression).toMatch(/^\s*gzip_http_version 1\.0;$/m)
})
