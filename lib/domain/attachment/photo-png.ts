/**
 * Strips a PNG of everything that is not its picture: only the chunks that affect its appearance
 * stay.
 */
import { concatBytes, PARTS_MAX, readLatin, writeLatin, readUint, writeUint } from "./photo-bytes";
import { readOrientation, buildOrientationTiff } from "./photo-exif";

const SIGNATURE_BYTES = 8;
const CHUNKS = new Set(
  "IHDR PLTE IDAT IEND cHRM cICP gAMA iCCP sBIT sRGB bKGD hIST tRNS pHYs sPLT acTL fcTL fdAT".split(
    " ",
  ),
);

/** Returns null when the file is broken. */
export function stripPng(file: Uint8Array): Uint8Array | null {
  const chunks: Uint8Array[] = [file.subarray(0, SIGNATURE_BYTES)];
  let at = SIGNATURE_BYTES;
  for (let parts = 0; parts < PARTS_MAX; parts += 1) {
    const length = readUint(file, at, { bytes: 4 });
    if (length === null || at + 12 + length > file.length) return null;
    const end = at + 12 + length;
    const type = readLatin(file, at + 4, 4);
    if (CHUNKS.has(type)) chunks.push(file.subarray(at, end));
    if (type === "IEND") return concatBytes(chunks);
    if (type === "eXIf") {
      const orientation = readOrientation(file.subarray(at + 8, end - 4));
      if (orientation !== null) chunks.push(chunk("eXIf", buildOrientationTiff(orientation)));
    }
    at = end;
  }
  return null;
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const checked = concatBytes([writeLatin(type), content]);
  const [length, check] = [content.length, crc(checked)];
  return concatBytes([writeUint(length, { bytes: 4 }), checked, writeUint(check, { bytes: 4 })]);
}

/** Computes the CRC-32 that PNG (second edition) defines in annex D. */
function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
