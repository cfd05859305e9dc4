import "server-only";

/**
 * Receives and reads attached files, wherever they are stored. Equal files are stored once. The
 * hash is that of the stored content: of a photo without its metadata.
 */
import { createHash } from "node:crypto";
import type { AttachmentType } from "@/lib/domain/attachment/attachment";
import { sniffType, SNIFFED_BYTES } from "@/lib/domain/attachment/attachment";
import { stripMetadata } from "@/lib/domain/attachment/strip-metadata";
import { AppError } from "../app-error";
import type { Sql } from "../db/sql";
import { env } from "../env";
import { scanned } from "../http/scanned-body";
import { bucketStore } from "./bucket-store";
import { diskStore } from "./disk-store";
import type { FileStore } from "./file-store";
import { lockToName } from "./lock-file";

export type StoredFile = { sha256: string; bytes: number; contentType: AttachmentType };

/** This file waits until its row is written; then it is retained, or else discarded. */
export type ReceivedFile = StoredFile & {
  /** Called in the transaction that names it. */
  keep: (sql: Sql) => Promise<void>;
  discard: () => Promise<void>;
};

/** As the environment says. */
export function fileStore(): FileStore {
  const { bucket } = env();
  return bucket === null ? diskStore : bucketStore(bucket);
}

/** Reads no further than `bytesMax`, and stops when the first bytes are of no known type. */
export async function receiveFile(
  body: AsyncIterable<Uint8Array>,
  bytesMax: number,
): Promise<ReceivedFile> {
  const { file, contentType } = await readWhole(scanned(body), bytesMax);
  const bare = stripMetadata(file, contentType);
  if (bare === null) {
    throw new AppError("REFUSED", "The photo is broken: choose it, or take it, again.", {
      reason: "broken-photo",
    });
  }
  const sha256 = hashOfContent(bare);
  const { store, discard } = await fileStore().prepare(sha256, bare);
  const keep = async (sql: Sql) => {
    await lockToName(sql, sha256);
    await store();
  };
  return { sha256, bytes: bare.byteLength, contentType, keep, discard };
}

/**
 * Returns "missing" when the file does not exist, and "changed" when it is not what was attached.
 */
export async function readStoredFile(sha256: string): Promise<Buffer | "missing" | "changed"> {
  const file = (await fileStore().read(sha256)) ?? (await readUnmoved(sha256));
  if (file === null) return "missing";
  return hashOfContent(file) === sha256 ? file : "changed";
}

export async function hasStoredFile(sha256: string): Promise<boolean> {
  return (await fileStore().has(sha256)) || (await diskStore.has(sha256));
}

/** Until `npm run attachments:move` has moved it, a file is where it was. */
async function readUnmoved(sha256: string): Promise<Buffer | null> {
  return env().bucket === null ? null : diskStore.read(sha256);
}

export function hashOfContent(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

async function readWhole(body: AsyncIterable<Uint8Array>, bytesMax: number) {
  const chunks: Uint8Array[] = [];
  let first = Buffer.alloc(0);
  let bytes = 0;
  // Leaving the loop cancels the stream, so that the rest is not read.
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new AppError("TOO_LARGE", tooLarge(bytesMax));
    if (first.length < SNIFFED_BYTES) {
      first = Buffer.concat([first, chunk.subarray(0, SNIFFED_BYTES - first.length)]);
      if (first.length === SNIFFED_BYTES) typeOf(first);
    }
    chunks.push(chunk);
  }
  return { file: Buffer.concat(chunks), contentType: typeOf(first) };
}

function typeOf(first: Uint8Array): AttachmentType {
  if (first.length === 0) {
    throw new AppError("REFUSED", "The file is empty.", { reason: "empty" });
  }
  const type = sniffType(first);
  if (type !== null) return type;
  throw new AppError("REFUSED", "Attach a photo (PNG, JPEG, WebP) or a PDF.", {
    reason: "unknown-type",
  });
}

export function tooLarge(bytesMax: number): string {
  return `Attach at most ${Math.floor(bytesMax / 1024 / 1024)} MB at once.`;
}
