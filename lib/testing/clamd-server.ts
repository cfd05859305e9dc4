/** Follows the INSTREAM protocol of clamd strictly, and finds EICAR's test file. */
import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

const COMMAND = "zINSTREAM\0";
/** It is put together here, so that no scanner finds this file. */
export const EICAR = [
  "X5O!P%@AP[4\\PZX54(P^)7CC)7}$",
  "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
].join("");

export type Clamd = {
  url: string;
  /** What was scanned, one after the other. */
  scanned: string[];
  stop: () => Promise<void>;
};

type Options = { bytesMax?: number; reply?: string | null };

export async function startClamd({ bytesMax = 1e6, reply }: Options = {}): Promise<Clamd> {
  const scanned: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    let received = Buffer.alloc(0);
    socket.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const content = readStream(received);
      const isOver = content !== null || received.length > bytesMax + 100;
      if (!isOver) return;
      const text = content?.toString("latin1") ?? "";
      scanned.push(text);
      if (reply === null) socket.destroy();
      else socket.end(`${reply ?? judge(content, bytesMax)}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `tcp://127.0.0.1:${port}`,
    scanned,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Null while the empty chunk is missing. */
function readStream(received: Buffer): Buffer | null {
  if (received.length < COMMAND.length) return null;
  if (received.subarray(0, COMMAND.length).toString("latin1") !== COMMAND) {
    throw new Error("This is no INSTREAM");
  }
  const chunks: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

function judge(content: Buffer | null, bytesMax: number): string {
  if (content === null || content.length > bytesMax) return "INSTREAM size limit exceeded. ERROR";
  return content.includes(EICAR) ? "stream: Eicar-Signature FOUND" : "stream: OK";
}
