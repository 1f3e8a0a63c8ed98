/**
 * Controls, line separators and format characters: they cannot be seen, and those for right-to-left text reorder what stands
 * around them, so that code reads differently from what it does ("Trojan Source", CVE-2021-42574, https://trojansource.codes).
 * The two joiners stay: emoji and Persian are made with them, and they move nothing.
 */
export const HIDDEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
