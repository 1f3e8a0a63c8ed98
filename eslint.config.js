import { builtinModules } from 'node:module'
import js from '@eslint/js'
import stylistic from '@stylistic/eslint-plugin'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import globals from 'globals'
import ts from 'typescript-eslint'

/** A folder may import only the folders named here (besides itself): imports never form a circle. */
const mayImport = {
  'src/app': ['settings', 'panels/registry', 'panels/panel', 'chat', 'people', 'bitrix24', 'ui', 'texts', 'lib'],
  'src/settings': ['panels/registry', 'panels/panel', 'templates', 'notes/chats-with-notes', 'chat/device-key', 'messages/catch-up/mark-words', 'bitrix24', 'ui', 'texts', 'lib'],
  'src/panels': ['templates', 'chat', 'people', 'messages', 'notes', 'bitrix24', 'ui', 'texts', 'lib'],
  'src/panels/parts': ['chat', 'people', 'messages', 'notes', 'bitrix24', 'ui', 'texts', 'lib'],
  // of no chat, because the settings show them too
  'src/templates': ['chat/drafts', 'chat/kept-deeds', 'bitrix24', 'ui', 'texts', 'lib'],
  // a message knows its author and the chat beside it, not who is in the chat
  'src/messages': ['people/person', 'people/to-named-person', 'chat/beside', 'chat/dialog-id', 'chat/device-key', 'chat/make-device-key', 'chat/use-portal-pages', 'bitrix24', 'ui', 'texts', 'lib'],
  // the members of a chat are above the chat, the type of a person is below it
  'src/people': ['chat', 'bitrix24', 'ui', 'texts', 'lib'],
  'src/notes': ['chat', 'people', 'bitrix24', 'texts', 'lib'],
  'src/messages/text': ['lib'],
  'src/chat': ['people/person', 'people/to-person', 'bitrix24', 'texts', 'lib'],
  // what is new is told in the words of those who show it: what a message and a member are, not what is kept of them
  'src/chat/live': ['chat', 'messages/message', 'messages/read-page', 'people/members', 'bitrix24', 'texts', 'lib'],
  'src/bitrix24': ['lib'],
  'src/ui': ['texts', 'lib'],
  'src/texts': ['lib'],
  'src/lib': [],
}
const noHtml = ['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map(property => ({ property, message: 'Show text as nodes, never as HTML.' }))

/** Interfaces that a browser may refuse in a frame of another site, or without https: they throw, are missing or never answer. */
const ASK_ELSEWHERE = 'A browser may refuse this in a frame or without https: only src/lib/browser asks for it.'
const refusableGlobals = ['indexedDB', 'sessionStorage', 'localStorage', 'caches', 'BroadcastChannel', 'SharedWorker', 'cookieStore', 'Notification']
const refusableOfNavigator = ['locks', 'storage', 'clipboard', 'serviceWorker', 'permissions', 'credentials', 'share', 'wakeLock']

/** What ships runs in browsers. The compiler knows Node's types everywhere, because it reads the app and its tests at once. */
const NOT_IN_A_BROWSER = 'There is no Node in a browser.'
const nodeGlobals = [...Object.keys(globals.node).filter(name => !(name in globals.browser)), 'NodeJS'].map(name => ({ name, message: NOT_IN_A_BROWSER }))
const nodeModules = { regex: `^(node:.*|(${builtinModules.join('|')})(/.*)?)$`, message: NOT_IN_A_BROWSER }

const NO_SDK = { regex: '^@bitrix24/b24jssdk', message: 'Only src/bitrix24 knows the SDK: go through usePortal().' }
const NO_TESTS = { regex: '(^|/)tests/', message: 'What ships never imports tests.' }
const NO_HOSTING = { regex: '^(\\.\\./)+hosting/', message: 'The page never imports what is for hosts: hosting imports from src.' }
const NO_APP = { regex: '(^|/)(src|hosting|support)/', message: 'The simulated portal never imports the app: it would repeat the app\'s mistakes.' }

/** The simulated portal's core runs in either, and asks neither for anything: it has the language alone. */
const hostGlobals = [...new Set([...Object.keys(globals.browser), ...Object.keys(globals.node)])].filter(name => !(name in globals.es2025))
const TIMERS = ['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame', 'requestIdleCallback']

/** `no-restricted-imports` for what loads late: it looks at no `import()`. */
const lateImports = {
  meta: { schema: [{ type: 'array' }] },
  create: context => ({
    ImportExpression({ source }) {
      const found = context.options[0].find(({ regex }) => new RegExp(regex).test(source.value))
      if (found) context.report({ node: source, message: found.message })
    },
  }),
}

const areas = ['app', 'settings', 'panels', 'templates', 'messages', 'notes', 'people', 'chat', 'bitrix24', 'ui', 'texts', 'lib']

const fences = Object.entries(mayImport).map(([folder, allowed]) => {
  const own = folder.slice('src/'.length)
  const forbidden = areas.filter(area => area !== own && !allowed.includes(area))
  const patterns = forbidden.map(area => ({
    regex: allowed.some(name => name.startsWith(`${area}/`))
      ? `^(\\.\\./)+${area}/(?!(${allowed.filter(name => name.startsWith(`${area}/`)).map(name => name.slice(area.length + 1)).join('|')})\\.)`
      : `^(\\.\\./)+${area}/`,
    message: `${folder} may import only: ${allowed.join(', ') || 'nothing'} (see the table of folders in CONTRIBUTING.md).`,
  }))
  if (own !== 'bitrix24') {
    patterns.push(NO_SDK)
  }
  if (own !== 'lib') patterns.push({ regex: '^idb$', allowTypeImports: true, message: ASK_ELSEWHERE })
  if (own === 'panels') {
    patterns.push({ regex: '^\\.\\./(?!parts/|lib/|chat/|messages/|notes/|people/|templates/|ui/|bitrix24/|texts/)[a-z][a-z-]*/', message: 'A panel never imports another panel: share it through parts, chat, ui or lib.' })
  }
  if (own === 'panels/parts') {
    patterns.push({ regex: '^\\.\\./\\.\\./(?!\\.\\./)', message: 'What panels share belongs to none of them, and imports none.' })
  }
  if (own === 'messages/text') {
    patterns.push({ regex: '^\\.\\./(?!\\.\\./)', message: 'What a text means depends on the text alone.' })
  }
  patterns.push(nodeModules, NO_TESTS, NO_HOSTING)
  return {
    files: [`${folder}/**/*.{ts,vue}`],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns }], 'chatside/no-restricted-late-imports': ['error', patterns] },
  }
})

export default ts.config(
  { ignores: ['dist/', 'hosting-own/', 'node_modules/', 'test-results/', 'playwright-report/', '.cache/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { plugins: { chatside: { rules: { 'no-restricted-late-imports': lateImports } } } },
  js.configs.recommended,
  ts.configs.strict,
  // more than a hundred rules about templates, begun for each file that has none, were a quarter of the time
  { files: ['**/*.vue', 'src/**/*.ts', 'tests/portal/page/**/*.ts'], ignores: ['**/*.test.ts'], extends: [vue.configs['flat/recommended']] },
  { files: ['**/*.vue'], extends: [a11y.configs['flat/recommended']] },
  stylistic.configs.customize({ indent: 2, quotes: 'single', semi: false, commaDangle: 'always-multiline', braceStyle: '1tbs' }),
  {
    files: ['**/*.{ts,vue,js}'],
    languageOptions: {
      parserOptions: { parser: ts.parser },
      globals: { ...globals.browser },
    },
    rules: {
      // the compiler does these, and knows the types
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
      'no-console': 'error',
      'no-empty': 'error',
      'max-lines': ['error', { max: 250 }],
      'no-restricted-properties': ['error', ...noHtml],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@stylistic/max-len': ['error', { code: 160, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true }],
      '@stylistic/max-statements-per-line': ['error', { max: 2 }],
      '@stylistic/operator-linebreak': ['error', 'before', { overrides: { '=': 'after' } }],
    },
  },
  {
    files: ['**/*.vue'],
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      'vue/max-attributes-per-line': ['error', { singleline: 4 }],
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'always' } }],
      'vue/define-macros-order': 'error',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: ['src/bitrix24/**', 'src/messages/keep/**'],
    rules: {
      'no-restricted-syntax': ['error',
        { selector: 'MemberExpression[property.name="postMessage"]', message: 'Only src/bitrix24 talks to the parent window.' },
        { selector: 'MemberExpression[object.name="window"][property.name="name"]', message: 'Only src/bitrix24 reads window.name.' },
        { selector: 'MemberExpression[object.property.name="documentElement"][property.name="lang"]', message: 'The language is the tag of useTexts().' },
      ],
    },
  },
  {
    // these files talk only to their own worker
    files: ['src/messages/keep/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error',
        { selector: 'Identifier[name=/^(parent|top|opener)$/]', message: 'Only src/bitrix24 talks to the parent window.' },
        { selector: 'MemberExpression[object.name="window"]', message: 'There is no window in a worker.' },
      ],
    },
  },
  {
    files: ['src/**/*.vue'],
    rules: {
      // every visible word is a text of src/texts; only signs that are no word may be in a template
      'vue/no-bare-strings-in-template': ['error', {
        allowlist: ['(', ')', ',', '.', ':', '·', '–', '—', '…', '/', '%', '→', '×'],
        attributes: { '/.+/': ['alt', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'label', 'placeholder', 'title'] },
      }],
    },
  },
  ...fences,
  {
    files: ['src/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [nodeModules, NO_TESTS, NO_HOSTING, NO_SDK] }] },
  },
  {
    files: ['src/start.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [
      { regex: '^(?!\\./(?:app/screen-for|bitrix24/connect|chat/first-reading)\\.ts$)', message: 'The entry is small: it imports only what CONTRIBUTING.md names.' },
    ] }] },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-globals': ['error', ...nodeGlobals] },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: ['src/lib/browser/**', '**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...nodeGlobals, ...refusableGlobals.map(name => ({ name, message: ASK_ELSEWHERE }))],
      'no-restricted-properties': ['error',
        ...noHtml,
        ...[...refusableGlobals, 'randomUUID', 'subtle', 'locks'].map(property => ({ property, message: ASK_ELSEWHERE })),
        ...refusableOfNavigator.map(property => ({ object: 'navigator', property, message: ASK_ELSEWHERE })),
      ],
    },
  },
  {
    files: ['tests/portal/**/*.{ts,vue}'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [NO_APP] }],
    },
  },
  {
    files: ['tests/portal/page/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [NO_APP, nodeModules] }],
      'no-restricted-globals': ['error', ...nodeGlobals],
    },
  },
  {
    files: ['tests/portal/core/**/*.ts', 'tests/portal/scenarios/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [
        { ...nodeModules, message: 'The core runs in a browser as well as in Node.' },
        { regex: '(^|/)(src|server|page)/', message: 'The core imports only itself.' },
      ] }],
      'no-restricted-globals': ['error', ...hostGlobals.map(name => ({
        name, message: TIMERS.includes(name) ? 'The core has no timers: return delayMs.' : 'The core knows neither Node nor the DOM.',
      }))],
      'no-restricted-syntax': ['error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The core gets its clock as an argument.' },
        { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: 'The core gets its clock as an argument.' },
        { selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]', message: 'The core is made from a seed.' },
      ],
    },
  },
  {
    files: ['tests/**/*.ts', 'hosting/**/*.{ts,js}', '**/*.test.ts', '*.config.{ts,js}'],
    languageOptions: { globals: { ...globals.node } },
  },
  {
    files: ['tests/{browser,engines,hosting}/**/*.ts'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] }, // Playwright reads which fixtures a fixture needs from its pattern
  },
  {
    files: ['tests/tools/**/*.ts', 'tests/bench/**/*.ts', 'tests/{archives,browser,engines,hosting,languages,office,sdk}/run.ts', 'tests/portal/server/start.ts', 'hosting/*.ts'],
    rules: { 'no-console': 'off' },
  },
)
