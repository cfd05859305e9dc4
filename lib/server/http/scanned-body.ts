import "server-only";

/** Has the virus scanner read a file while it arrives. Without one, files pass as they are. */
import { env } from "../env";
import { startScan } from "./clamd";

/** Throws after the last chunk when something was found, before anybody has stored the file. */
export async function* scanned(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { clamd } = env().security;
  if (clamd === null) {
    yield* body;
    return;
  }
  const scan = startScan(clamd);
  try {
    for await (const chunk of body) {
      await scan.write(chunk);
      yield chunk;
    }
    await scan.end();
  } finally {
    scan.stop();
  }
}

/** Does the same for a file that was read already. */
export async function scanBytes(bytes: Uint8Array): Promise<void> {
  const chunks = scanned(one(bytes));
  while ((await chunks.next()).done !== true) continue;
}

// oxlint-disable-next-line require-await -- a generator of what is there already
async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
