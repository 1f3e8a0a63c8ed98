/** Names that belong to devices on Windows, whatever comes behind a dot. */
const DEVICE = /^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])(?:\.|$)/i
const MOST_UNITS = 120

/** What keeps a name out of a folder on Windows, or on a disk that other systems share with it; none where it is good. */
export function faultsOfName(name: string): string[] {
  return [
    ...(name === '' || name === '.' || name === '..' ? ['is no name'] : []),
    ...(DEVICE.test(name) ? ['is a device'] : []),
    ...(/[. ]$/.test(name) ? ['ends with a dot or a space'] : []),
    ...(name.startsWith(' ') ? ['begins with a space'] : []),
    // eslint-disable-next-line no-control-regex -- looked for
    ...(/[<>:"/\\|?*\u0000-\u001f\u007f-\u009f]/.test(name) ? ['has a character that no file may have'] : []),
    ...(/\p{Surrogate}/u.test(name) ? ['has half a character'] : []),
    ...(name.length > MOST_UNITS ? [`is longer than ${MOST_UNITS}`] : []),
  ]
}

/** The same for all entries of an archive, whose folders are separated by `/`; two that one disk would take for the same are a fault too. */
export function faultsOfEntries(entries: readonly string[]): string[] {
  const seen = new Map<string, string>()
  return entries.flatMap((entry) => {
    const folded = entry.normalize('NFC').toUpperCase()
    const before = seen.get(folded)
    seen.set(folded, entry)
    return [
      ...entry.split('/').flatMap(faultsOfName).map(fault => `“${entry}” ${fault}`),
      ...(before === undefined ? [] : [`“${entry}” is there twice, as “${before}”`]),
    ]
  })
}
