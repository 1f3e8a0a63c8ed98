import vue from '@vitejs/plugin-vue'
import type { Connect, Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { parsePortalOrigins } from './src/bitrix24/portal-origins.ts'

/**
 * A portal opens its handler with POST, which Vite's servers answer with 404 and the page's file never sees. The page
 * itself does not need the body: the portal hands the same data over the frame.
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
 * The SDK is more than half of what the first view loads, and the entry asks for it only once it runs itself: named in
 * the page it comes at the same time.
 */
function preloadSdk(): Plugin {
  return {
    name: 'chatside:preload-sdk',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
        const sdk = chunks.find(({ facadeModuleId }) => facadeModuleId?.includes('/node_modules/@bitrix24/b24jssdk/'))
        if (!sdk) throw new Error('The SDK has no file of its own in this build: see src/bitrix24/connect.ts for how it must be imported.')
        return [{ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `./${sdk.fileName}` }, injectTo: 'head' }]
      },
    },
  }
}

/**
 * Origins that this build accepts as a portal besides Bitrix24's cloud. A typing error here would only show on the day
 * of the installation, so it stops the build.
 */
function namedPortals(): string {
  const list = process.env['CHATSIDE_PORTALS'] ?? ''
  const { ignored } = parsePortalOrigins(list)
  if (ignored.length > 0) {
    throw new Error(`CHATSIDE_PORTALS: not an origin such as https://portal.example.com: ${ignored.join(', ')}`)
  }
  return list
}

export default defineConfig({
  // The build opens from any folder of any host, so nothing in it may name its address.
  base: './',
  plugins: [
    vue(),
    answerPostWithPage(),
    preloadSdk(),
  ],
  define: {
    __VUE_OPTIONS_API__: false,
    __PORTAL_ORIGINS__: JSON.stringify(namedPortals()),
  },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'app',
          environment: 'happy-dom',
          include: ['src/**/*.test.ts'],
          // style sheets are blank in tests, and so would be the one that the names of icons are read from
          css: { include: [/\?raw$/] },
          env: { TZ: 'UTC' },
          isolate: false,
          setupFiles: ['tests/support/property-seed.ts', 'tests/support/leave-nothing.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'portal and rules',
          environment: 'node',
          include: ['tests/{portal,contract,rules,snippets,support}/**/*.test.ts'],
          env: { TZ: 'UTC' },
          isolate: false,
          setupFiles: ['tests/support/property-seed.ts', 'tests/support/leave-nothing.ts'],
        },
      },
    ],
  },
})
