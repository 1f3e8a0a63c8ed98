import { expect, test } from 'vitest'
import { parseMarks } from './parse-marks.ts'
import { toBbCode } from './to-bbcode.ts'

test.each([
  ['**a *b* c** and ~~d~~', '[B]a [I]b[/I] c[/B] and [S]d[/S]'],
  ['[the **plan**](https://a.example/x)\nrest', '[URL=https://a.example/x]the [B]plan[/B][/URL]\nrest'],
  ['see https://a.example/x', 'see https://a.example/x'],
  ['[a](https://a.example/?q=[/url][b])', '[URL=https://a.example/?q=%5B/url%5D%5Bb%5D]a[/URL]'],
  ['`a[0]`', 'a[0]'],
])('%s is %s', (written, code) => {
  expect(toBbCode(parseMarks(written))).toBe(code)
})

test.each([
  '[USER=5]Anna[/USER]', '[url=https://a.example]here[/url]', '**[b]x[/b]**', '[`USER=5]`x[`/USER]`', '[/`USER]`', '[**USER=5**]', '[`[USER=5]`](https://a.example)',
])('%s brings no tag that was only written', (written) => {
  expect(toBbCode(parseMarks(written))).not.toMatch(/\[\/?(?:USER|url=https:..a.example\]here|b\])/)
})
