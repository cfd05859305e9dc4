/** Positions in the write-ahead log of PostgreSQL, and the names of its segments. */

const HALF = 32n;
const HEX = 16;
const DIGITS = 8;
const PER_NAME = 0x1_0000_0000n;
const SEGMENT = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})(\.gz|\.partial)?$/;

export type Segment = { timeline: number; number: bigint };

/** Reads `16/B374D848`. */
export function parseLsn(text: string): bigint {
  const [high = "", low = ""] = text.split("/");
  return (BigInt(`0x${high}`) << HALF) + BigInt(`0x${low}`);
}

export function formatLsn(lsn: bigint): string {
  const low = lsn & (PER_NAME - 1n);
  return `${(lsn >> HALF).toString(HEX)}/${low.toString(HEX)}`.toUpperCase();
}

export function segmentAt(lsn: bigint, timeline: number, bytes: number): Segment {
  return { timeline, number: lsn / BigInt(bytes) };
}

export function segmentName({ timeline, number }: Segment, bytes: number): string {
  const perHigh = PER_NAME / BigInt(bytes);
  return [BigInt(timeline), number / perHigh, number % perHigh].map(toHex).join("");
}

/** Null for any other file. What is compressed or incomplete has an ending. */
export function parseSegmentName(name: string, bytes: number): Segment | null {
  const parts = SEGMENT.exec(name);
  if (parts === null) return null;
  const [timeline = 0n, high = 0n, low = 0n] = parts.slice(1, 4).map((hex) => BigInt(`0x${hex}`));
  return { timeline: Number(timeline), number: high * (PER_NAME / BigInt(bytes)) + low };
}

function toHex(part: bigint): string {
  return part.toString(HEX).toUpperCase().padStart(DIGITS, "0");
}
