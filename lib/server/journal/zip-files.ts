import "server-only";

/**
 * Packs files into an archive while they are made. They are stored as they are, with the time of
 * the batch: compression and clocks would give the same files other bytes another time.
 */
import type { PassThrough } from "node:stream";
import { ZipFile } from "yazl";

export type NamedFile = { name: string; bytes: Uint8Array };

export async function* zipFiles(
  files: AsyncIterable<NamedFile>,
  time: string,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream as PassThrough;
  const options = { mtime: localTime(time), compress: false, forceDosTimestamp: true };
  for await (const { name, bytes } of files) {
    zip.addBuffer(Buffer.from(bytes), name, options);
    for (let chunk = read(out); chunk !== null; chunk = read(out)) yield chunk;
  }
  zip.end();
  for await (const chunk of out) yield chunk as Uint8Array;
}

function read(out: PassThrough): Uint8Array | null {
  return out.read() as Uint8Array | null;
}

/** Archives have local times: those of UTC, so that every server writes the same one. */
function localTime(instant: string): Date {
  const utc = new Date(instant);
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  );
}
