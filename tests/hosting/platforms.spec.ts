import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { examine } from '../../hosting/doctor/examine.ts'
import { TOOLS } from './find-tools.ts'
import { asInstalled, withRecipe } from './hosts/cloudflare-pages.ts'
import { hostFolder } from './support/folder.ts'
import { runHost } from './support/run-host.ts'
import { APP_HOST, expect, test } from './support/test.ts'

// Platforms: Cloudflare's runtime runs here; of the others the recipe is read by the platform's own reader, or by a linter.

const requireTool = createRequire(join(TOOLS, 'package.json'))
const HOSTING = fileURLToPath(new URL('../../hosting', import.meta.url))
const ROOT_URL = `https://${APP_HOST}/`

async function isReady(check: () => Promise<boolean>): Promise<void> {
  await expect.poll(check, { timeout: 30_000, intervals: [100] }).toBe(true)
}

test('from Cloudflare Pages the portal opens the built app by POST, and nobody else can frame it', async ({ stage, open }) => {
  const folder = hostFolder({ tls: stage.tls, portal: stage.portal.url })
  const running = await runHost(ports => withRecipe(folder, ports), isReady)
  stage.door.leadTo(running.port)

  const { app, complaints } = await open(stage.portal, { appUrl: ROOT_URL })
  await expect(app.getByRole('list', { name: 'Members' })).toBeVisible()
  expect(complaints).toEqual([])

  const stranger = await open(stage.foreign, { appUrl: ROOT_URL })
  await expect.poll(() => stranger.complaints.join('\n')).toContain(`frame-ancestors ${stage.portal.url}`)

  const { findings } = await examine(ROOT_URL, { portal: stage.portal.url, connection: { at: { host: '127.0.0.1', port: running.port }, ca: stage.tls.cert } })
  expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['fine answers', 'fine may-be-framed', 'fine files-arrive'])
  await running.close()
  folder.remove()
})

test('without the recipe the doctor finds that Cloudflare Pages refuses POST', async ({ stage }) => {
  const folder = hostFolder({ tls: stage.tls, portal: stage.portal.url })
  const running = await runHost(ports => asInstalled(folder, ports), isReady)
  const { findings } = await examine(ROOT_URL, { portal: stage.portal.url, connection: { at: { host: '127.0.0.1', port: running.port }, ca: stage.tls.cert } })
  await running.close()
  folder.remove()
  expect(findings.filter(({ severity }) => severity !== 'fine').map(({ code }) => code)).toEqual([
    'method-not-allowed', 'anybody-may-frame', 'not-cached', 'missing-is-answered',
  ])
})

interface HeadersParser {
  parseAllHeaders(options: object): Promise<{ headers: { for: string, values: Record<string, string> }[], errors: unknown[] }>
}

test('Netlify reads its recipe as it is meant', async () => {
  const parser = await import(pathToFileURL(requireTool.resolve('@netlify/headers-parser')).href) as HeadersParser
  const { headers, errors } = await parser.parseAllHeaders({
    netlifyConfigPath: join(HOSTING, 'netlify/netlify.toml'), headersFiles: [], configHeaders: [], minimal: true,
  })
  expect(errors).toEqual([])
  expect(headers.map(rule => [rule.for, rule.values['Cache-Control'] ?? Object.keys(rule.values).length])).toEqual([
    ['/*', 4], ['/', 'no-store'], ['/index.html', 'no-store'],
  ])
  expect(headers[0]?.values['Content-Security-Policy']).toContain('frame-ancestors https://portal.example.com')
})

interface RoutingUtils {
  getTransformedRoutes(config: unknown): { error: unknown, routes: { src?: string, headers?: Record<string, string> }[] | null }
}

test('Vercel reads its recipe as it is meant', () => {
  const { headers } = createRequire(import.meta.url)(join(HOSTING, 'vercel/vercel.json')) as { headers: unknown }
  const { getTransformedRoutes } = requireTool('@vercel/routing-utils') as RoutingUtils
  const { error, routes } = getTransformedRoutes({ headers })
  expect(error).toBeNull()
  const headersOf = (path: string) => Object.assign({}, ...(routes ?? []).filter(({ src = '' }) => new RegExp(src).test(path)).map(route => route.headers ?? {}))
  expect(headersOf('/')).toMatchObject({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' })
  expect(headersOf('/index.html')).toMatchObject({ 'Cache-Control': 'no-store' })
  // Vercel's own word on caches stays: a rule here would hold for missing files, too
  expect(headersOf('/assets/index-12345678.js')).not.toHaveProperty('Cache-Control')
  expect(getTransformedRoutes({ headers: [{ source: '/((', headers: [] }] }).error).not.toBeNull()
})

interface Linter {
  validateFile(file: string, options: object): { errors: Record<'warn' | 'crit', unknown[]>, templateValid: boolean }
}

test('the linter of CloudFormation finds nothing in its template', ({}, testInfo) => {
  // the linter's own list of resources is older than some of them
  const known = (requireTool('@aws-cdk/cfnspec') as { specification(): object }).specification()
  Object.assign((requireTool('cfn-lint/lib/awsData.js') as { awsResources: object }).awsResources, known)
  const { validateFile } = requireTool('cfn-lint/lib/validator.js') as Linter
  const { errors } = validateFile(join(HOSTING, 'aws/template.yaml'), {})
  expect(errors).toMatchObject({ warn: [], crit: [] })

  const broken = testInfo.outputPath('template.yaml')
  mkdirSync(testInfo.outputDir, { recursive: true })
  writeFileSync(broken, readFileSync(join(HOSTING, 'aws/template.yaml'), 'utf8').replace('ViewerProtocolPolicy', 'ViewerPolicy'))
  expect(validateFile(broken, {}).errors.crit.length).toBeGreaterThan(0)
})
