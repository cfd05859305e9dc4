/** What an upgrade leaves for a way back: the earlier files, and what the new ones had then. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readWritten, replaceDurably } from "@/lib/server/durable-file";
import type { ServerLocation } from "../embedded/location";

const stateSchema = z.object({
  from: z.int(),
  to: z.int(),
  at: z.iso.datetime(),
  /** The name of the folder with the earlier files. */
  aside: z.string(),
  contents: z.record(z.string(), z.object({ rows: z.string(), hash: z.string() })),
});
export type UpgradeState = z.infer<typeof stateSchema>;

export function writeState(location: ServerLocation, state: UpgradeState): void {
  replaceDurably(stateOf(location), JSON.stringify(state));
}

export function readState(location: ServerLocation): UpgradeState | null {
  const text = readWritten(stateOf(location));
  return text === null ? null : stateSchema.parse(JSON.parse(text));
}

export function removeState(location: ServerLocation): void {
  rmSync(stateOf(location), { force: true });
}

function stateOf({ dir }: ServerLocation): string {
  return join(dir, "upgraded.json");
}
