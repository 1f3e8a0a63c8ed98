import { fileURLToPath } from 'node:url'
import vueI18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Connect, type Plugin } from 'vitest/config'

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

export default defineConfig({
  // The build opens from any folder of any host, so nothing in it may name its address.
  base: './',
  plugins: [
    vue(),
    vueI18n({
      include: fileURLToPath(new URL('src/**/locales/*.json', import.meta.url)),
      runtimeOnly: true,
      dropMessageCompiler: true,
      strictMessage: true,
    }),
    answerPostWithPage(),
  ],
  define: {
    __VUE_OPTIONS_API__: false,
    __PORTAL_ORIGINS__: JSON.stringify(process.env['CHATSIDE_PORTALS'] ?? ''),
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
          env: { TZ: 'UTC' },
        },
      },
      {
        extends: true,
        test: {
          name: 'portal and rules',
          environment: 'node',
          include: ['tests/{portal,contract,rules,support}/**/*.test.ts'],
          env: { TZ: 'UTC' },
        },
      },
    ],
  },
})
