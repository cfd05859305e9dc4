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
  await syncOpened(folder, "r");
}

/** A file is opened for writing, a folder can only be read. */
export async function syncOpened(path: string, flags: "r" | "r+"): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
