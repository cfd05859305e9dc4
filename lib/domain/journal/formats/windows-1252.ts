/** Encodes text as Windows-1252, which older programs expect; what it can't write becomes "?". */

/** The characters at 0x80 to 0x9F that are not those of Unicode; five positions are undefined. */
const HIGH =
  "\u20AC\u0000\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u0000\u017D\u0000" +
  "\u0000\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u0000\u017E\u0178";

const CODES = new Map(
  [...HIGH].flatMap((char, index): [string, number][] =>
    char === "\u0000" ? [] : [[char, 0x80 + index]],
  ),
);

const UNKNOWN = "?".charCodeAt(0);

/** What has another code than in Unicode, or none; the codes of the rest are those of Latin-1. */
const OTHERS = /[^\u0000-\u007F\u00A0-\u00FF]/gu;

export function encodeWindows1252(text: string): Uint8Array {
  const codes = text
    .normalize("NFC")
    .replace(OTHERS, (char) => String.fromCharCode(CODES.get(char) ?? UNKNOWN));
  return Uint8Array.from(codes, (char) => char.charCodeAt(0));
}
