/**
 * What may be attached: photos and PDFs, recognised by their first bytes and never by the type that
 * the sender declares. A file gets a name that no system can mistake for a path or a command.
 */
export const ATTACHMENT_TYPES = [
  "image/png",
  "image/jpeg",
  "image/webp",
  "application/pdf",
] as const;
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];

export const ATTACHMENT_BYTES_MAX = 10 * 1024 * 1024;
export const ATTACHMENTS_PER_DAY_MAX = 50;

/** The problem that refuses an upload or a download has one of these as its `reason`. */
export const ATTACHMENT_REFUSALS = [
  "day-closed",
  "period-closed",
  "unknown-type",
  "broken-photo",
  "malware",
  "empty",
  "too-many",
  "file-missing",
  "file-changed",
] as const;

/** Each of the types can be recognised by this many bytes. */
export const SNIFFED_BYTES = 16;

/**
 * Returns null for every other type. A PDF must begin at the first byte, although its readers also
 * look further.
 */
export function sniffType(first: Uint8Array): AttachmentType | null {
  if (begins(first, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return text(first, 12) === "IHDR" ? "image/png" : null;
  }
  if (begins(first, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (text(first, 0) === "RIFF" && text(first, 8) === "WEBP") return "image/webp";
  return text(first, 0) === "%PDF" && text(first, 4)[0] === "-" ? "application/pdf" : null;
}

const ENDINGS: Record<AttachmentType, readonly string[]> = {
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/webp": ["webp"],
  "application/pdf": ["pdf"],
};
const NAME_MAX = 120;
/**
 * Matches control characters, marks that turn the direction of text, and what has a meaning in
 * paths.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}"*/:<>?\\|]+/gu;
/** Matches half of a surrogate pair. */
const TORN = /\p{Cs}/gu;

/**
 * Preserves the name that the person gave, and appends the ending of the actual type: `a.exe`
 * becomes `a.exe.png`.
 */
export function safeFileName(name: string, type: AttachmentType): string {
  const clean = name
    .normalize("NFC")
    .replace(TORN, "")
    .replace(UNSAFE, " ")
    .replace(/\s+/gu, " ")
    .replace(/^[ .]+|[ .]+$/g, "");
  const endings = ENDINGS[type];
  const ending = endings.find((one) => clean.toLowerCase().endsWith(`.${one}`));
  const stem = ending === undefined ? clean : clean.slice(0, -ending.length - 1);
  const retained = [...stem]
    .slice(0, NAME_MAX)
    .join("")
    .replace(/[ .]+$/, "");
  return `${retained === "" ? "attachment" : retained}.${ending ?? endings[0] ?? ""}`;
}

function begins(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return wanted.every((byte, target) => bytes[target] === byte);
}

/** Reads four bytes as Latin letters. */
function text(bytes: Uint8Array, from: number): string {
  return String.fromCharCode(...bytes.slice(from, from + 4));
}
