/**
 * Marker values of secrets, and the search for them. A secret hides in more than one spelling, so
 * that its usual encodings are searched for too.
 */

/** Maps the name of a secret to its value in this run. */
export type Canaries = Map<string, string>;

const BASE64_GROUP = 3;
/** A shorter piece of base64 would be found in anything. */
const PIECE_MIN = 12;

/** Returns the names of the secrets that the bytes contain, in any spelling. */
export function findCanaries(bytes: Buffer, canaries: Canaries): string[] {
  return [...canaries].flatMap(([name, value]) => {
    if (isPin(value)) return containsNumber(bytes, value) ? [name] : [];
    return spellingsOf(value).some((spelling) => bytes.includes(spelling)) ? [name] : [];
  });
}

function isPin(value: string): boolean {
  return /^\d+$/.test(value);
}

/** The digits of a PIN within a longer number or an id are a coincidence. */
function containsNumber(bytes: Buffer, digits: string): boolean {
  // oxlint-disable-next-line security/detect-non-literal-regexp -- of names and digits of ours
  return new RegExp(`(?<![0-9a-f-])${digits}(?![0-9a-f-])`, "i").test(bytes.toString("latin1"));
}

export function spellingsOf(value: string): string[] {
  const bytes = Buffer.from(value, "utf8");
  const hex = bytes.toString("hex");
  const inJson = JSON.stringify(value).slice(1, -1);
  const plain = [value, inJson, encodeURIComponent(value), hex, hex.toUpperCase()];
  return [...new Set([...plain, ...piecesOfBase64(bytes)])];
}

/** What of the base64 of any text around the value depends on the value alone. */
function piecesOfBase64(value: Buffer): string[] {
  const pieces = [0, 1, 2].flatMap((before) => {
    const skipped = (BASE64_GROUP - before) % BASE64_GROUP;
    const whole = Math.floor((value.length - skipped) / BASE64_GROUP) * BASE64_GROUP;
    const part = value.subarray(skipped, skipped + whole);
    return [part.toString("base64"), part.toString("base64url")];
  });
  return pieces.filter((piece) => piece.length >= PIECE_MIN);
}
