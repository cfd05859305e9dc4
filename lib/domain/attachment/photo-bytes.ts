/** Reads the bytes of a picture file without running past its end, and joins them again. */

/**
 * A photo has a few hundred parts. One of ten megabytes may be built of millions, each of them
 * empty, and would occupy the process for seconds: beyond this number it counts as broken.
 */
export const PARTS_MAX = 20_000;

/** Returns null when the file ends before the number does. */
export function readUint(
  file: Uint8Array,
  at: number,
  { bytes, little = false }: { bytes: 2 | 4; little?: boolean },
): number | null {
  if (at < 0 || at + bytes > file.length) return null;
  let value = 0;
  for (let offset = 0; offset < bytes; offset += 1) {
    value = value * 256 + (file[little ? at + bytes - 1 - offset : at + offset] ?? 0);
  }
  return value;
}

export function writeUint(
  value: number,
  { bytes, little = false }: { bytes: 2 | 4; little?: boolean },
): number[] {
  const offsets = Array.from({ length: bytes }, (_, offset) => {
    return Math.floor(value / 256 ** (bytes - 1 - offset)) % 256;
  });
  return little ? offsets.reverse() : offsets;
}

export function readLatin(file: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...file.subarray(from, from + length));
}

export function writeLatin(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

export function concatBytes(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
