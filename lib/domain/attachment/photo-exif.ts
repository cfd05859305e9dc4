/**
 * Reads and writes the orientation of a photo, the one field of Exif without which a picture is
 * shown wrongly. It is read from what the camera wrote, and written again on its own (TIFF 6.0,
 * Exif 2.3, tag 0x0112).
 */
import { concatBytes, readLatin, writeLatin, readUint, writeUint } from "./photo-bytes";

export const EXIF = "Exif\0\0";
const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRIES_MAX = 200;

/** Returns 2 to 8, or null when the photo is upright or its orientation can't be read. */
export function readOrientation(exif: Uint8Array): number | null {
  const tiff = readLatin(exif, 0, EXIF.length) === EXIF ? exif.subarray(EXIF.length) : exif;
  const order = readLatin(tiff, 0, 2);
  if (order !== "II" && order !== "MM") return null;
  const little = order === "II";
  const first = readUint(tiff, 4, { bytes: 4, little });
  const entries = first === null ? null : readUint(tiff, first, { bytes: 2, little });
  if (first === null || entries === null) return null;
  for (let entry = 0; entry < Math.min(entries, ENTRIES_MAX); entry += 1) {
    const at = first + 2 + entry * 12;
    if (readUint(tiff, at, { bytes: 2, little }) !== ORIENTATION) continue;
    if (readUint(tiff, at + 2, { bytes: 2, little }) !== SHORT) return null;
    const value = readUint(tiff, at + 8, { bytes: 2, little });
    return value !== null && value >= 2 && value <= 8 ? value : null;
  }
  return null;
}

/** Builds a TIFF block of one directory with one entry. */
export function buildOrientationTiff(orientation: number): Uint8Array {
  return concatBytes([
    [...writeLatin("MM"), ...writeUint(42, { bytes: 2 }), ...writeUint(8, { bytes: 4 })],
    [...writeUint(1, { bytes: 2 }), ...writeUint(ORIENTATION, { bytes: 2 })],
    [...writeUint(SHORT, { bytes: 2 }), ...writeUint(1, { bytes: 4 })],
    [...writeUint(orientation, { bytes: 2 }), 0, 0, ...writeUint(0, { bytes: 4 })],
  ]);
}
