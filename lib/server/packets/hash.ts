import "server-only";

/**
 * The canonical text of a packet's data, and its hash: the same data always yields the same text.
 */
import { createHash } from "node:crypto";
import type { Packet } from "./contents";

/** Returns JSON with the keys of every object in alphabetical order, and without spaces. */
export function formatPacket(packet: Packet): string {
  return JSON.stringify(ordered(packet));
}

/** Returns the SHA-256 of the text in UTF-8, as hex. */
export function computePacketHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, parts]) => [name, ordered(parts)]));
}
