import { expect, test } from 'vitest'
import { expectInProportion, repeated } from '../../../tests/support/in-proportion.ts'
import { isQuestion } from '../keep/message-facts.ts'

test.each([
  'Quand arrive-t-il ?', 'Quand arrive-t-il\u00a0?', 'Quand arrive-t-il\u202f?', 'Tu viens ? Oui.', 'Is it ready?🙂', 'Is it ready? 🙂', 'Is it ready?👍🏽', 'Ready❓', 'Ready ❓🙏',
  '¿Está listo?', '¿Y tú? Bien.', '¿Qué?»', 'Really?!', 'Really!?', 'Really?..', 'Really??', '(Is it?)', '“Is it?”', '„Kommst du?“', '«Придёшь?»', '*Is it?*', 'is 5 > 3?', 'It costs 5€?',
  'Πού είναι;', 'Πού είναι; Εδώ.', 'Πού είναι\u037e', 'هل وصل؟', 'هل وصل ؟', 'کیا آپ ٹھیک ہیں؟', '準備はできましたか？', '好了吗？好的', '好吗?好的', 'ไหม?ครับ', 'Ո՞ւր ես', 'ሰላም ነው፧', 'what⁉️', 'really\u200f?\u200f',
  'Is it ready?:)', 'Is it ready?;-)', 'Ready??:D thanks', 'Ready?<3',
])('%j is a question (r8)', (text) => {
  expect(isQuestion(text)).toBe(true)
})

test.each([
  '', '?', ' ? ', '???', 'example.com/?', 'example.com/page?x=1', 'a?b:c', '(?)', 'x?.y', 'Well; I think so', 'если так; то нет', 'He asked why.', 'Ready!', '/help?now', 'foo[?]', 'a?:b', 'x?<34', 'a?;b',
])('%j is no question (r8)', (text) => {
  expect(isQuestion(text)).toBe(false)
})

test('marks, blanks and almost questions are read in proportion', () => {
  const units = ['?', ' ', '? ', '(?', 'a?b', '?\u00a0', '; ', 'α;x', '❓', 'α\u0301', 'a?:', 'a?:)']
  expectInProportion(units.map(unit => repeated(unit)), isQuestion)
})
