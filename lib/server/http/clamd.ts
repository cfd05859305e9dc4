import "server-only";

/**
 * Has clamd scan a file by its INSTREAM command: chunks with their length before them, an empty one
 * at the end, and one line that says what was found. Nothing is stored unless that line came.
 */
import { connect, type Socket } from "node:net";
import type { ClamdEnv } from "../env-security";
import { AppError } from "../app-error";
import { log } from "../log";

const IDLE_MS_MAX = 30_000;
const REPLY_BYTES_MAX = 1_024;
const CHUNK_BYTES_MAX = 64 * 1024;
const NAME = /^stream: ([\w.:/()+-]{1,100}) FOUND$/;

type Scan = {
  write: (chunk: Uint8Array) => Promise<void>;
  /** Throws unless the scanner found nothing. */
  end: () => Promise<void>;
  stop: () => void;
};

export function startScan(at: ClamdEnv): Scan {
  const socket = connect("path" in at ? { path: at.path } : { host: at.host, port: at.port });
  const reply = readReply(socket);
  // It is awaited at the end; a failure before must not count as an unhandled rejection.
  reply.catch(() => undefined);
  socket.write("zINSTREAM\0");
  return {
    async write(chunk) {
      for (let from = 0; from < chunk.byteLength; from += CHUNK_BYTES_MAX) {
        await send(socket, chunk.subarray(from, from + CHUNK_BYTES_MAX));
      }
    },
    async end() {
      socket.write(lengthOf(0));
      const text = await reply.catch((error: unknown) => {
        throw unavailable(error);
      });
      judge(text);
    },
    stop: () => socket.destroy(),
  };
}

/** Resolves once it is sent, before more of the file is read, or failed: `end` then says why. */
async function send(socket: Socket, chunk: Uint8Array): Promise<void> {
  if (socket.destroyed || socket.readableEnded) return;
  socket.write(lengthOf(chunk.byteLength));
  await new Promise<void>((resolve) => {
    socket.write(chunk, () => resolve());
  });
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** Resolves with the line that clamd ends with a NUL. */
function readReply(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket.setTimeout(IDLE_MS_MAX, () => socket.destroy(new Error("The scanner is silent")));
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("The scanner closed the connection")));
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const end = text.indexOf("\0");
      if (end >= 0) resolve(text.slice(0, end).trim());
      else if (text.length > REPLY_BYTES_MAX) reject(new Error("The scanner sends no line"));
      if (end >= 0 || text.length > REPLY_BYTES_MAX) socket.destroy();
    });
  });
}

function judge(reply: string): void {
  if (reply === "stream: OK") return;
  const found = NAME.exec(reply)?.[1];
  if (found !== undefined) {
    const message = `The virus scanner found ${found} in this file. Nothing was stored.`;
    throw new AppError("REFUSED", message, { reason: "malware" });
  }
  if (reply.includes("size limit exceeded")) {
    throw new AppError("TOO_LARGE", "The file is larger than the virus scanner takes.");
  }
  throw unavailable(new Error("The scanner can't scan"));
}

function unavailable(error: unknown): AppError {
  log().warn({ err: error, part: "virus-scan" }, "the virus scanner does not respond");
  const message = "The virus scanner does not respond, so that no file is taken. Try again later.";
  return new AppError("SCANNER_UNAVAILABLE", message, { retryAfter: 30 });
}
