/**
 * Strips a JPEG of everything that is not its picture. Of the application segments only JFIF, the
 * colour profile and Adobe's colour transform stay; comments and any bytes after the end are
 * removed.
 */
import { concatBytes, PARTS_MAX, readLatin, writeLatin, readUint, writeUint } from "./photo-bytes";
import { EXIF, readOrientation, buildOrientationTiff } from "./photo-exif";

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
const PROFILE = "ICC_PROFILE\0";

/** Returns null when the file is broken. */
export function stripJpeg(file: Uint8Array): Uint8Array | null {
  const segments: Uint8Array[] = [];
  let orientation: number | null = null;
  let at = 2;
  for (let parts = 0; parts < PARTS_MAX; parts += 1) {
    // Any number of bytes 0xff may come before a marker.
    while (file[at] === 0xff && file[at + 1] === 0xff) at += 1;
    const marker = file[at + 1];
    if (file[at] !== 0xff || marker === undefined) return null;
    if (marker === END) return whole(segments, orientation);
    const length = readUint(file, at + 2, { bytes: 2 });
    if (marker < 0xc0 || length === null || length < 2) return null;
    let end = at + 2 + length;
    if (end > file.length) return null;
    const content = file.subarray(at + 4, end);
    if (marker === APP1 && readLatin(content, 0, EXIF.length) === EXIF) {
      orientation ??= readOrientation(content);
    }
    if (marker === SCAN) end = endOfScan(file, end);
    if (isRetained(marker, content)) segments.push(file.subarray(at, end));
    at = end;
  }
  return null;
}

function whole(segments: readonly Uint8Array[], orientation: number | null): Uint8Array {
  const exif =
    orientation === null
      ? null
      : concatBytes([writeLatin(EXIF), buildOrientationTiff(orientation)]);
  const segment =
    exif === null ? [] : [[0xff, APP1, ...writeUint(exif.length + 2, { bytes: 2 })], exif];
  // JFIF must be the first segment.
  const first = segments[0]?.[1] === APP0 ? 1 : 0;
  const parts = [...segments.slice(0, first), ...segment, ...segments.slice(first)];
  return concatBytes([[0xff, START], ...parts, [0xff, END]]);
}

function isRetained(marker: number, content: Uint8Array): boolean {
  if (marker === COMMENT) return false;
  if (marker < APP0 || marker > APP15) return true;
  if (marker === APP2) return readLatin(content, 0, PROFILE.length) === PROFILE;
  return marker === APP14 || (marker === APP0 && readLatin(content, 0, 5) === "JFIF\0");
}

/** Within a scan, 0xff is followed by 0 or by the number of a restart. */
function endOfScan(file: Uint8Array, from: number): number {
  for (let at = from; at < file.length; at += 1) {
    if (file[at] !== 0xff) continue;
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return file.length;
}
