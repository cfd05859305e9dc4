/**
 * Strips a WebP of everything that is not its picture: only the chunks that affect its appearance
 * stay.
 */
import { concatBytes, PARTS_MAX, readLatin, writeLatin, readUint, writeUint } from "./photo-bytes";
import { readOrientation, buildOrientationTiff } from "./photo-exif";

const HEADER_BYTES = 12;
const CHUNKS = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);
/** These bits of the first byte of VP8X declare Exif and XMP. */
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

/** Returns null when the file is broken. */
export function stripWebp(file: Uint8Array): Uint8Array | null {
  const size = readUint(file, 4, { bytes: 4, little: true });
  if (size === null || size + 8 > file.length) return null;
  const chunks: Uint8Array[] = [];
  let orientation: number | null = null;
  let parts = 0;
  for (let at = HEADER_BYTES; at < size + 8; parts += 1) {
    if (parts === PARTS_MAX) return null;
    const length = readUint(file, at + 4, { bytes: 4, little: true });
    if (length === null || at + 8 + length > size + 8) return null;
    const type = readLatin(file, at, 4);
    if (type === "EXIF") orientation ??= readOrientation(file.subarray(at + 8, at + 8 + length));
    // A chunk of odd length is followed by one byte of padding.
    const end = Math.min(at + 8 + length + (length % 2), size + 8);
    if (CHUNKS.has(type)) chunks.push(file.subarray(at, end));
    at = end;
  }
  return chunks.length === 0 ? null : whole(chunks, orientation);
}

function whole(chunks: readonly Uint8Array[], orientation: number | null): Uint8Array {
  const isExtended = chunks[0] !== undefined && readLatin(chunks[0], 0, 4) === "VP8X";
  // Only an extended file may declare its orientation.
  const exif = isExtended && orientation !== null ? [exifChunk(orientation)] : [];
  const parts = [...chunks.map((part) => withFlags(part, exif.length > 0)), ...exif];
  const size = parts.reduce((sum, { length }) => sum + length, 4);
  return concatBytes([
    [...writeLatin("RIFF"), ...writeUint(size, { bytes: 4, little: true }), ...writeLatin("WEBP")],
    ...parts,
  ]);
}

function withFlags(part: Uint8Array, hasExif: boolean): Uint8Array {
  if (readLatin(part, 0, 4) !== "VP8X") return part;
  const flags = ((part[8] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (hasExif ? HAS_EXIF : 0);
  return concatBytes([part.subarray(0, 8), [flags], part.subarray(9)]);
}

function exifChunk(orientation: number): Uint8Array {
  const tiff = buildOrientationTiff(orientation);
  const length = writeUint(tiff.length, { bytes: 4, little: true });
  return concatBytes([writeLatin("EXIF"), length, tiff]);
}
