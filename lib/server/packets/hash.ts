import "server-only";

/** The one text of a packet's data, and its hash: the same data is the same text, always. */
import { createHash } from "node:crypto";
import type { Packet } from "./contents";

/** JSON with the names of every object in order of their letters, and no space between. */
export function formatPacket(packet: Packet): string {
  return JSON.stringify(ordered(packet));
}

/** SHA-256, hex, of the text in UTF-8. */
export function computePacketHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, parts]) => [name, ordered(parts)]));
}
