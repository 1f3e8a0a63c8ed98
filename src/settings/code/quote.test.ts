import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toJavaScript, toJson, toPhp, toShell } from './samples.ts'

test.each([
  ['plain', '\'plain\''],
  ['', '\'\''],
  ['it\'s $HOME `id` "x" \\ !', '\'it\'\\\'\'s $HOME `id` "x" \\ !\''],
  ['two\nlines', '\'two\nlines\''],
])('for a shell %j is one word between single quotes', (text, word) => {
  expect(toShell(text)).toBe(word)
})

test.each([
  ['it\'s \\ "$x"', '\'it\\\'s \\\\ "$x"\''],
  ['?> <?php', '\'?> <?php\''],
  ['حول', '\'حول\''],
  ['👩‍👧', '\'👩‍👧\''],
  ['a\r\n\tb', '"a\\r\\n\\tb"'],
  ['\u202E"$x" {$y} \\', '"\\u{202e}\\"\\$x\\" {\\$y} \\\\"'],
  ['\u{E0001}', '"\\u{e0001}"'],
])('for PHP %j is single-quoted unless something in it cannot be seen', (text, literal) => {
  expect(toPhp(text)).toBe(literal)
})

test('for PHP an object is an array in lines', () => {
  expect(toPhp({ a: 'x', b: { 'it\'s': 'y' }, c: {} })).toBe('[\n    \'a\' => \'x\',\n    \'b\' => [\n        \'it\\\'s\' => \'y\',\n    ],\n    \'c\' => [],\n]')
})

test('for PHP a list is an array without keys', () => {
  expect(toPhp([{ a: 'x' }, 'y'])).toBe('[\n    [\n        \'a\' => \'x\',\n    ],\n    \'y\',\n]')
})

test.each([
  ['\u202Ea\u2066', '"\\u202ea\\u2066"'],
  ['\u007F\u0085\u2028\uFEFF', '"\\u007f\\u0085\\u2028\\ufeff"'],
  ['\u{E0001}', '"\\udb40\\udc01"'],
  ['👩‍👧 حول', '"👩‍👧 حول"'],
  ['a\nb', '"a\\nb"'],
])('in JSON %j shows what cannot be seen', (text, json) => {
  expect(toJson(text)).toBe(json)
})

test.each([
  ['</script>', '"\\u003c/script>"'],
  ['</SCRIPT', '"\\u003c/SCRIPT"'],
  ['<!--<script>', '"\\u003c!--\\u003cscript>"'],
  ['1 < 2 </b>', '"1 < 2 </b>"'],
])('in JavaScript %j leaves the script around it open', (text, literal) => {
  expect(toJavaScript(text)).toBe(literal)
})

test('JSON decodes to what it was made from', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(JSON.parse(toJson({ text }))).toEqual({ text })
    expect(JSON.parse(toJavaScript({ text }))).toEqual({ text })
  }))
})
