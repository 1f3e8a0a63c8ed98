import { expect, test } from 'vitest'
import { parseMessage } from './parse-message.ts'
import { plainText } from './plain-text.ts'
import { withSmileys } from './smileys.ts'

test.each([
  [':)', '🙂'],
  ['well :-) done ;)', 'well 🙂 done 😉'],
  [':);):D8-)', '🙂😉😃😎'],
  ['>:-<8-)>:-<', '😠😎😠'],
  [':o:oops:', '😮😳'],
  ['":facepalm:"', '"🤦"'],
  [':)\n:(', '🙂\n🙁'],
])('%j is seen as %j', (text, seen) => {
  expect(withSmileys(text)).toBe(seen)
})

test.each(['Text:)', ':)Text', 'f(x:)', '18-)', 'C:/temp', 'a:b', ':unknown:', ':D.'])('%j is what it was', (text) => {
  expect(withSmileys(text)).toBe(text)
})

test('smileys are seen in text, bold text and quotes, not in code, links and addresses', () => {
  const seen = (text: string) => plainText(parseMessage(text))
  expect(seen('[b]:)[/b]:(')).toBe('🙂🙁')
  expect(seen('>>:D')).toBe('>>😃')
  expect(seen('[code] :) [/code]')).toBe(' :) ')
  expect(seen('[url=https://a.example] :) [/url]')).toBe(' :) ')
  expect(seen('[user=5] :) [/user]')).toBe(' :) ')
  expect(seen('https://a.example/:)')).toContain('a.example/')
})

test('a row of 100,000 smileys that is none is read at once', () => {
  const text = `${':)'.repeat(100_000)}x`
  expect(withSmileys(text)).toBe(text)
})
