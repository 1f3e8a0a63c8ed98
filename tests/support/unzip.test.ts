import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { expect, test } from 'vitest'
import { tryArchive } from './archive-readers.ts'
import { faultsOfEntries } from './judge-names.ts'
import { unzip } from './unzip.ts'

// What judges the archives of all tests must see what is wrong with one.

async function anArchive(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new JSZip()
  for (const [name, text] of Object.entries(files)) zip.file(name, text, { createFolders: false })
  return zip.generateAsync({ type: 'nodebuffer' })
}

/** Puts other bytes where these are, as often as they are there. */
function changed(archive: Buffer, from: Buffer, to: Buffer): Buffer {
  const copy = Buffer.from(archive)
  for (let at = copy.indexOf(from); at !== -1; at = copy.indexOf(from, at + 1)) to.copy(copy, at)
  return copy
}

const described = (file: string, text: string) => ({ file, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') })

/** An export's archive, of which something may be other than its manifest says. */
function anExport(part: ReturnType<typeof described>, others: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  return anArchive({
    'messages-001.txt': 'Hello', ...others,
    'manifest.json': JSON.stringify({ parts: [part], otherFiles: [] }),
    'manifest.txt': `${part.sha256}  ${part.file}\n`,
  })
}

test('a sound archive gives its files', async () => {
  const files = await unzip(await anExport(described('messages-001.txt', 'Hello')))
  expect(files.get('messages-001.txt')?.toString('utf8')).toBe('Hello')
})

test('a wrong sum is found by the library and by every program of this machine (b1)', async () => {
  const sound = await anArchive({ 'messages.txt': 'Hello' })
  // the sum of "Hello", as it is in front of the file and in the directory
  const wrong = changed(sound, Buffer.from([0x82, 0x89, 0xd1, 0xf7]), Buffer.alloc(4))
  expect(wrong.equals(sound)).toBe(false)
  await expect(JSZip.loadAsync(wrong, { checkCRC32: true })).rejects.toThrow('CRC32 mismatch')
  await expect(unzip(wrong)).rejects.toThrow()
  const folder = mkdtempSync(join(tmpdir(), 'chatside-archive-'))
  try {
    const write = (name: string, bytes: Buffer): string => {
      writeFileSync(join(folder, name), bytes)
      return join(folder, name)
    }
    const programs = await tryArchive(write('sound.zip', sound))
    if (programs.length > 0) await expect(tryArchive(write('wrong.zip', wrong))).rejects.toThrow('refuses the archive')
    if (process.env['CI'] === 'true') expect(programs).toEqual(['unzip', 'python3'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.each([
  ['another size', { ...described('messages-001.txt', 'Hello'), bytes: 6 }, {}, 'has 5 bytes, the manifest says 6'],
  ['another sum', { ...described('messages-001.txt', 'Hello'), sha256: '00' }, {}, 'has another SHA-256'],
  ['a file that is not there', described('messages-002.txt', 'Hello'), {}, 'names messages-002.txt, which is not there'],
  ['one file too few', described('messages-001.txt', 'Hello'), { 'more.txt': 'x' }, 'more.txt is not in the manifest'],
])('a manifest that names %s is found', async (_what, part, others, found) => {
  await expect(unzip(await anExport(part, others))).rejects.toThrow(found)
})

test.each([
  'a:b', 'what?', 'a*', 'a"', '<a>', 'a|b', 'a\\b', 'tab\t', 'C1\u0085', 'nul', 'NUL.txt', 'com1.log', 'Lpt9', 'COM¹', 'aux.tar.gz', 'dot.', 'space ', 'folder./a', '..', '',
  '/root', '\ud800', 'x'.repeat(121),
])('a name that Windows does not take is found: %j', async (name) => {
  expect(faultsOfEntries([name])).not.toEqual([])
})

test('names that one disk takes for the same are found, and good ones are not', () => {
  expect(faultsOfEntries(['a.txt', 'A.TXT'])).toEqual(['“A.TXT” is there twice, as “a.txt”'])
  expect(faultsOfEntries(['\u00e9', 'e\u0301'])).toHaveLength(1)
  expect(faultsOfEntries(['messages-001.html', 'console.txt', 'assets/com10.js', 'Größe, 会議 😀.md', '.dot', 'x'.repeat(120)])).toEqual([])
})

test('an archive with a bad name is refused', async () => {
  await expect(unzip(await anArchive({ 'aux.txt': 'x' }))).rejects.toThrow('“aux.txt” is a device')
})
