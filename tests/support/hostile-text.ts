import fc from 'fast-check'

const FRAGMENTS = [
  '[b]', '[/b]', '[i]', '[/I]', '[s]', '[/s]', '[code]', '[/code]', '[url]', '[url=javascript:x]', '[url=https://a.example/?x=1&amp;y=<z>]', '[url=mailto:a<b@c.example]',
  '[/url]', '[user=1]', '[user=all]', '[/user]', '[chat=2]', '[/chat]', '[br]', '[img size=small]', '[/img]', '[disk=3]', '[x]', '[', ']', '(', ')', '=', '\n', '\n>>',
  `\n${'-'.repeat(54)}\n`, 'A [1:00] #chat5/6\n', 'https://a.example/b_c', 'www.b.example', 'javascript:alert(1)', ' ', '    ', '\t', 'a', 'b', '1.', '1)', '- ', '+ ', '* ', '# ',
  '> ', '===', '---', '```', '~~~', '`', '*', '**', '_', '~~', '|', '!', '\\', '&amp;', '&#106;', '&', '<', '>', '<b>', '</article>', '<!--', '-->', ']]>', '<script>', '"',
  '\'', ',', ';', '@', '\r\n', '\u2028', '\u202e', '\u0301', '😀', '\ud800', '\0', '[^1]: ', '[a]: https://a.example/',
]

/** Texts that look like tags, Markdown, HTML and formulas, and anything else. */
export const hostileText = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...FRAGMENTS) }, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 40 })
  .map(parts => parts.join(''))
