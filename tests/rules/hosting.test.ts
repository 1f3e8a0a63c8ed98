import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { frameAncestors, pageDirectives, securityHeaders } from '../../hosting/policy.ts'
import { EXAMPLE, readSite } from '../../hosting/site.ts'
import { allRecipes } from '../../hosting/recipes/index.ts'

const HOSTING = fileURLToPath(new URL('../../hosting', import.meta.url))
const { files: written } = allRecipes(EXAMPLE, { isExample: true })
/** What is in a recipe's folder and is written by hand. */
const isByHand = (file: string) => file.endsWith('.md')

test.each([...written])('hosting/%s is what `npm run hosting` writes', (name, content) => {
  expect(readFileSync(join(HOSTING, name), 'utf8')).toBe(content)
})

test('no file in a recipe\'s folder is left from another time', () => {
  const folders = new Set([...written.keys()].map(name => name.split('/')[0] ?? ''))
  const found = [...folders].flatMap(folder => readdirSync(join(HOSTING, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(HOSTING.length + 1).replaceAll('\\', '/')))
  expect(found.filter(file => !isByHand(file)).sort()).toEqual([...written.keys()].sort())
})

test('every recipe names the portals, and none allows everybody', () => {
  const portals = 'https://one.bitrix24.de, https://intranet.example.org:8443'
  const { files: own } = allRecipes(readSite({ portals }))
  const policies = [...own.values()].flatMap(content => content.match(/default-src .*?frame-ancestors [^"\n]*/g) ?? [])
  // one of every host, two where a host knows no other way to give some files another header
  expect(policies.length).toBe(12)
  expect(new Set(policies.map(policy => policy.replace(/.*(?=frame-ancestors)/, '').replace(/&quot;.*/, '')))).toEqual(
    new Set(['frame-ancestors https://one.bitrix24.de https://intranet.example.org:8443']),
  )
  for (const [name, content] of own) expect(content, name).not.toMatch(/frame-ancestors[^"\n]*(?:\*|portal\.example\.com)|'unsafe-|X-Frame-Options/)
})

test('any portal of the cloud is a choice that must be made', () => {
  expect([...allRecipes(EXAMPLE).files.values()].join('\n')).not.toContain('https://*.bitrix24')
  const anyCloud = allRecipes(readSite({ isAnyCloud: true })).files.get('nginx/chatside.conf')
  expect(anyCloud).toMatch(/frame-ancestors https:\/\/\*\.bitrix24\.by .*https:\/\/\*\.bitrix24\.vn"/)
  expect(anyCloud).not.toContain('portal.example.com')
})

test.each([
  [20, ['cloudflare-pages', 'aws']],
  [40, ['nginx', 'cloudflare-pages', 'aws', 'container']],
])('of %i portals a host that cannot name so many is left out, and said to be; the others are written', (count, hosts) => {
  const portals = Array.from({ length: count }, (_unused, number) => `https://portal-${number}.example.com`).join(',')
  const { files, leftOut } = allRecipes(readSite({ portals }))
  expect(leftOut).toEqual(hosts.map(host => expect.stringMatching(new RegExp(`^${host}: .*name fewer portals`))))
  expect(files.get('apache/chatside.conf')).toContain(`https://portal-${count - 1}.example.com`)
  expect([...files.keys()].filter(name => hosts.includes(name.split('/')[0] ?? ''))).toEqual([])
})

test('for a folder of the host, platforms that publish dist as its root have to build into that folder of dist', () => {
  const { files } = allRecipes(readSite({ path: '/apps/chat/' }))
  const build = 'npm run build -- --outDir dist/apps/chat'
  expect(files.get('netlify/netlify.toml')).toContain(`command = "npm ci && ${build}"\n  publish = "dist"`)
  expect(JSON.parse(files.get('vercel/vercel.json') ?? '')).toMatchObject({ buildCommand: build, outputDirectory: 'dist' })
  expect(files.get('cloudflare-pages/_headers')).toContain(build)
})

test('where a header is sent with missing files, too, it does not say that they may be kept for a year', () => {
  // CloudFront and IIS add their headers to every answer; how long a file is kept comes with the file there
  const policies = (written.get('aws/template.yaml') ?? '').split(/^ {2}(?=\w)/m).filter(part => part.includes('Type: AWS::CloudFront::ResponseHeadersPolicy'))
  expect(policies.length).toBe(2)
  for (const policy of policies) expect(policy).not.toContain('max-age')
  // Netlify and Vercel add theirs to whatever has the path, and every deploy there replaces the files of the version before
  for (const name of ['netlify/netlify.toml', 'vercel/vercel.json']) {
    expect(written.get(name)).toContain('no-store')
    expect(written.get(name), name).not.toContain('max-age')
  }
  expect(written.get('iis/web.config')).not.toMatch(/<add name="Cache-Control" value="[^"]*max-age/)
})

test('the commands that fill the bucket bring the page last, and leave the files of the version before', () => {
  const commands = (written.get('aws/template.yaml') ?? '').match(/^# aws s3 .*$/gm) ?? []
  expect(commands).toEqual([expect.stringContaining('dist/assets/'), expect.stringContaining('/404.html'), expect.stringContaining('--exclude "assets/*"')])
  expect(commands.join()).not.toContain('--delete')
})

test.each([
  { portals: 'portal.example.com' }, { portals: 'https://a.example"; add_header X y' }, { pictures: 'https://*.example.com' }, { host: 'a b' },
  { path: '/a b/' }, { path: '/a;}/' }, { path: '/../' }, { folder: 'relative' }, { folder: '/srv/x;y' }, { host: 'x{}' },
])('what could mean something else to a server is refused: %j', (options) => {
  expect(() => readSite(options)).toThrow(/no |not /)
})

test.each([['bücher.example', 'xn--bcher-kva.example'], ['чат.example', 'xn--80a0bn.example'], ['Apps.Example.COM', 'apps.example.com']])(
  'a host\'s name is taken in any alphabet, and written as servers and browsers write it: %s (r19)', (host, written) => {
    expect(readSite({ host }).host).toBe(written)
  },
)

test.each(['bücher.example/x', 'user@bücher.example', 'bücher.example:443', 'bü cher.example', 'bücher.example#a', 'bücher;.example', '%62.example', '.example', ''])(
  'what is more than a name is no host: %j', (host) => {
    expect(() => readSite({ host })).toThrow('is no host name')
  },
)

test('a portal\'s name is taken in any alphabet, too', () => {
  expect(readSite({ portals: 'https://портал.example' }).audience.portals).toEqual(['https://xn--80awhdgm.example'])
})

test('every image that the container is made from is pinned by digest, and says which tag it was (a18)', () => {
  const images = [...(written.get('container/Dockerfile') ?? '').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image ?? '')
  expect(images.map(image => image.replace(/@.*/, ''))).toEqual(['node:22-alpine', 'nginxinc/nginx-unprivileged:1.28-alpine'])
  for (const image of images) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/)
  expect(written.get('container/compose.yaml')).not.toContain('image:')
})

test('the guide says why the app has a host name of its own (a17)', () => {
  const guide = readFileSync(join(HOSTING, 'README.md'), 'utf8')
  expect(guide).toMatch(/## A host name of its own\n[^#]*share its storage[^#]*token/)
})

test('the guide has every recipe in its table', () => {
  const guide = readFileSync(join(HOSTING, 'README.md'), 'utf8')
  const listed = [...guide.matchAll(/^\| [^|]+ \| \[([\w-]+)\]\(\1\//gm)].map(([, folder]) => folder ?? '')
  expect(listed.sort()).toEqual([...new Set([...written.keys()].map(name => name.split('/')[0] ?? ''))].sort())
})

test('the guide names every header that is sent and every directive of the policy', () => {
  const guide = readFileSync(join(HOSTING, 'README.md'), 'utf8')
  const { audience } = EXAMPLE
  const names = [...securityHeaders(audience), ...pageDirectives(audience), frameAncestors(audience)].map(([name]) => name)
  expect(names.filter(name => !guide.includes(`\`${name}\``))).toEqual([])
})
