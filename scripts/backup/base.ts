/**
 * Copies the whole database server into one compressed archive while it serves and writes. The
 * server reads its own files and adds the log that makes them consistent.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { PassThrough, Transform } from "node:stream";
import { createGzip } from "node:zlib";
import { syncFile } from "@/lib/server/durable-file";
import { connectReplication, copyFromServer } from "./replication";

const COMMAND =
  "BASE_BACKUP (LABEL 'counterfoil', CHECKPOINT 'fast', WAL true, MANIFEST 'no', PROGRESS false)";
/** The kinds of messages of the copy. */
const NEW_ARCHIVE = "n".charCodeAt(0);
const DATA = "d".charCodeAt(0);
/** Fast enough for a disk, and half of the size. */
const LEVEL = 3;

export type Base = {
  startLsn: string;
  endLsn: string;
  timeline: number;
  bytes: number;
  sha256: string;
};

export async function copyBase(url: string, path: string): Promise<Base> {
  const client = await connectReplication(url);
  try {
    const input = new PassThrough();
    const archive = writeArchive(input, path);
    let archives = 0;
    let isPaused = false;
    const copied = copyFromServer(client, COMMAND, {
      onData: (message) => {
        if (message[0] === NEW_ARCHIVE) archives += 1;
        if (message[0] !== DATA || input.write(message.subarray(1)) || isPaused) return;
        // The server waits until the disk of the backup is as far.
        isPaused = true;
        client.connection.stream.pause();
        input.once("drain", () => {
          isPaused = false;
          client.connection.stream.resume();
        });
      },
    });
    copied.then(
      () => input.end(),
      (error: Error) => input.destroy(error),
    );
    // A disk that is full ends the copy, which would otherwise wait for it for ever.
    archive.catch(() => client.connection.stream.destroy());
    const written = await archive;
    const rows = await copied;
    await listArchive(path);
    if (archives !== 1) throw new Error("A database with tablespaces can't be backed up.");
    const [first, last] = [rows[0], rows.at(-1)];
    return {
      startLsn: first?.[0] ?? "",
      endLsn: last?.[0] ?? "",
      timeline: Number(first?.[1]),
      ...written,
    };
  } finally {
    await client.end();
  }
}

async function writeArchive(input: PassThrough, path: string) {
  const hash = createHash("sha256");
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const file = createWriteStream(path, { flags: "wx", mode: 0o600 });
  await pipeline(input, createGzip({ level: LEVEL }), measure, file);
  await syncFile(path);
  return { bytes, sha256: hash.digest("hex") };
}

/** Reads the archive once, as a restore does: a backup that can't be read is none. */
async function listArchive(path: string): Promise<void> {
  const child = spawn("tar", ["-tzf", path], { stdio: ["ignore", "ignore", "inherit"] });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${path} can't be read again.`);
}
