/**
 * Puts other files in the place of an embedded server's data, and those aside. It is written down
 * first: whoever comes after a crash finishes it, so that there is never a folder without data,
 * which a start would fill with an empty database.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { replaceDurably } from "@/lib/server/durable-file";
import { syncFolder } from "@/lib/server/durable-folder";
import type { ServerLocation } from "./location";

/** Names within the folder of the server. */
const switchSchema = z.object({ next: z.string(), aside: z.string() });
type Switch = z.infer<typeof switchSchema>;

/** From here on the next files are the ones. No server may run, and the folder must be locked. */
export function planSwitch(location: ServerLocation, planned: Switch): void {
  replaceDurably(planOf(location), JSON.stringify(planned));
}

export async function finishSwitch(location: ServerLocation): Promise<void> {
  const plan = planOf(location);
  if (!existsSync(plan)) return refuseEmpty(location);
  const planned = switchSchema.parse(JSON.parse(readFileSync(plan, "utf8")));
  const next = join(location.dir, planned.next);
  const aside = join(location.dir, planned.aside);
  if (existsSync(next)) {
    if (!existsSync(aside)) await rename(location.data, aside);
    await rename(next, location.data);
    await syncFolder(location.dir);
  }
  refuseEmpty(location);
  rmSync(plan);
}

/** Where only earlier files are, somebody has moved the others: a new database helps nobody. */
function refuseEmpty(location: ServerLocation): void {
  if (existsSync(location.data)) return;
  const [aside] = listAside(location);
  if (aside === undefined) return;
  throw new Error(`${location.data} is missing. Move ${aside} there if it has the database.`);
}

/** Puts a number behind the name while it is taken. */
export function chooseAside({ dir }: ServerLocation, major: number): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `data-${major}` : `data-${major}-${number}`;
    if (!existsSync(join(dir, name))) return name;
  }
}

/** Earlier files, or files that were given up: whatever an upgrade or a way back has put aside. */
export function listAside({ dir }: ServerLocation): string[] {
  return readdirSync(dir)
    .filter((name) => ASIDE.test(name))
    .map((name) => join(dir, name));
}

/** The names that `chooseAside` gives. */
const ASIDE = /^data-[\d-]+$/;

function planOf({ dir }: ServerLocation): string {
  return join(dir, "switch.json");
}
