import "server-only";

/**
 * Moves attached files from one store to another. Each is read, checked by its hash, stored, read
 * again and checked again, before it may be removed where it was. A run that was interrupted is
 * continued by the next one, because what is there already is only checked.
 */
import type { FileStore } from "./file-store";
import { hashOfContent } from "./files";
import { listNamed } from "./sweep";

export type MoveStep = "moved" | "there" | "missing" | "changed";

export type MoveOptions = { from: FileStore; to: FileStore; removes: boolean };

/** Yields what became of each file that the database names. */
export async function* moveFiles(options: MoveOptions): AsyncGenerator<[string, MoveStep]> {
  for await (const sha256 of listNamed()) yield [sha256, await moveFile(sha256, options)];
}

async function moveFile(sha256: string, { from, to, removes }: MoveOptions): Promise<MoveStep> {
  const before = await to.read(sha256);
  const isThere = before !== null && hashOfContent(before) === sha256;
  if (!isThere) {
    const content = await from.read(sha256);
    if (content === null) return before === null ? "missing" : "changed";
    if (hashOfContent(content) !== sha256) return "changed";
    const { store, discard } = await to.prepare(sha256, content);
    try {
      await store();
    } finally {
      await discard();
    }
    const after = await to.read(sha256);
    if (after === null || hashOfContent(after) !== sha256) return "changed";
  }
  if (removes) await from.remove(sha256);
  return isThere ? "there" : "moved";
}
