import "server-only";

/** Makes folders whose entries survive the end of the machine. */
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** A new folder is durable once its parent folder is synchronised. */
export async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await syncFolder(dirname(made));
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
