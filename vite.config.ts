import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import type { Connect, Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { fileList } from './hosting/build/file-list.ts'
import { firstView } from './hosting/build/first-view.ts'
import { completeNotices, NOTICES } from './hosting/build/notices.ts'
import { pagePolicy } from './hosting/build/page-policy.ts'
import { pullClientApart } from './hosting/build/pull-client-apart.ts'
import { sdkStandIns } from './hosting/build/sdk-stand-ins.ts'
import { textFiles } from './hosting/build/text-files.ts'
import { parsePortalOrigins } from './src/bitrix24/portal-origins.ts'

/**
 * A portal opens its handler with POST, which Vite's servers answer with 404. The page does not need the body, because
 * the portal hands the same data over the frame.
 */
function answerPostWithPage(): Plugin {
  const asGet: Connect.NextHandleFunction = (request, _response, next) => {
    if (request.method === 'POST') request.method = 'GET'
    next()
  }
  return {
    name: 'chatside:answer-post-with-page',
    configureServer: (server) => { server.middlewares.use(asGet) },
    configurePreviewServer: (server) => { server.middlewares.use(asGet) },
  }
}

/**
 * Reads origins from an environment variable: portals that this build accepts besides Bitrix24's cloud, or pictures and push servers
 * besides the portals' own. A typing error would only show on the day of the installation, so it stops the build.
 */
function originsIn(variable: 'CHATSIDE_PORTALS' | 'CHATSIDE_PICTURES' | 'CHATSIDE_PUSH'): string[] {
  const { origins, ignored } = parsePortalOrigins(process.env[variable] ?? '')
  if (ignored.length > 0) throw new Error(`${variable}: not an origin such as https://portal.example.com: ${ignored.join(', ')}`)
  return origins
}

/** `CHATSIDE_PLAIN_SDK=1` builds with the SDK's own libraries. The dev server always has them. */
const standIns = process.env['CHATSIDE_PLAIN_SDK'] === '1' ? [] : [{ ...sdkStandIns(), apply: 'build' } satisfies Plugin]

/**
 * Pinia's usual file keeps what only its developer tools use, because a bundler cannot know that this has no effect: a kilobyte of every opening.
 * The dev server has the usual one, with its warnings.
 */
function leanPinia(): Plugin {
  const lean = fileURLToPath(new URL('pinia.esm-browser.prod.js', import.meta.resolve('pinia')))
  return { name: 'chatside:lean-pinia', apply: 'build', enforce: 'pre', resolveId: source => source === 'pinia' ? lean : undefined }
}

/**
 * Vite's helper before each `import()` serves pages that hand out nonces and browsers of long ago: half a kilobyte of every opening. It is also told
 * at each `import()` which file asks; all files of a build lie in one folder, so ours needs not be told.
 */
function ownPreloading(): Plugin {
  const own = fileURLToPath(new URL('src/lib/bring-files.ts', import.meta.url))
  return {
    name: 'chatside:own-preloading',
    apply: 'build',
    enforce: 'pre',
    resolveId: source => source === '\0vite/preload-helper.js' ? own : undefined,
    renderChunk: code => code.replace(/(__VITE_PRELOAD__|void 0),\s*import\.meta\.url/g, '$1'),
  }
}

/** A component's name is for developers' tools and warnings; the build has neither, and two dozen names in the first view. */
function namelessComponents(): Plugin {
  return {
    name: 'chatside:nameless-components',
    apply: 'build',
    enforce: 'post',
    transform: { filter: { id: /\.vue(?:$|\?)/ }, handler: code => code.replace(/\n\s*__name: ['"]\w+['"],/, '\n') },
  }
}

const scopes = new Map<string, string>()
/** What ties a component to its styles: four characters do for a hundred components, where the plugin has eight in each of them. */
function scopeId(path: string, _source: string, _isProduction: boolean | undefined, hashOf: (text: string) => string): string {
  const id = hashOf(path).slice(0, 4)
  const other = scopes.get(id) ?? path
  if (other !== path) throw new Error(`${other} and ${path} would have each other's styles: rename one of them.`)
  scopes.set(id, path)
  return id
}

const notices = completeNotices()
const first = firstView()

export default defineConfig({
  // the build opens from any folder of any host, so nothing in it may name its address
  base: './',
  plugins: [
    vue({ features: { componentIdGenerator: scopeId } }),
    answerPostWithPage(),
    pullClientApart(),
    leanPinia(),
    ownPreloading(),
    textFiles(),
    namelessComponents(),
    ...standIns,
    ...first.plugins,
    pagePolicy({ portals: originsIn('CHATSIDE_PORTALS'), pictures: originsIn('CHATSIDE_PICTURES'), push: originsIn('CHATSIDE_PUSH') }),
    notices.page,
    fileList(),
  ],
  define: {
    __VUE_OPTIONS_API__: false,
    __PORTAL_ORIGINS__: JSON.stringify(originsIn('CHATSIDE_PORTALS')),
  },
  worker: { format: 'es', plugins: () => [notices.worker] },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false, resolveDependencies: first.preloaded },
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: first.groups } } },
    license: { fileName: NOTICES },
  },
  test: {
    // on a busy machine a test is slow, not wrong
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    globalSetup: ['tests/support/archive-readers-setup.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'app',
          environment: 'happy-dom',
          include: ['src/**/*.test.ts'],
          // style sheets are blank in tests by default, but the names of icons are read from this one
          css: { include: [/\?raw$/] },
          env: { TZ: 'UTC' },
          isolate: false,
          setupFiles: ['tests/support/property-seed.ts', 'tests/support/patience.ts', 'tests/support/leave-nothing.ts'],
        },
      },
      {
        extends: true,
        plugins: [sdkStandIns()],
        test: {
          name: 'door as it ships',
          environment: 'happy-dom',
          // tests that run code of the SDK; the project above runs them too, with the libraries
          include: ['src/bitrix24/{application-channel,portal-late,rest,slider,to-portal-error}.test.ts'],
          env: { TZ: 'UTC' },
          isolate: false,
          server: { deps: { inline: [/\/@bitrix24\/b24jssdk\//] } },
          setupFiles: ['tests/support/request-of-a-browser.ts', 'tests/support/property-seed.ts', 'tests/support/patience.ts', 'tests/support/leave-nothing.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'portal and rules',
          environment: 'node',
          include: ['tests/{portal,contract,rules,snippets,support,hosting,tools}/**/*.test.ts'],
          env: { TZ: 'UTC' },
          isolate: false,
          setupFiles: ['tests/support/property-seed.ts', 'tests/support/patience.ts', 'tests/support/leave-nothing.ts'],
        },
      },
    ],
  },
})
