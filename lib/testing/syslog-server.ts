/** A server that receives syslog over TLS or TCP, and breaks as a test asks. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { TestCertificate } from "./certificates";
import { parseSyslog, readFrames, type SyslogMessage } from "./syslog-parser";

/** What it does with the next connection, after so many bytes of it. */
type SyslogFault = {
  afterBytes: number;
  way: "close" | "break" | "stop-reading" | "read-slowly";
};

export type SyslogServer = {
  port: number;
  url: string;
  /** Whole messages, in the order in which they came. */
  received: SyslogMessage[];
  /** One for each of the next connections; those after them are read to their end. */
  faults: SyslogFault[];
  stop: () => Promise<void>;
};

type Options = {
  /** Without it, messages come over TCP alone. */
  tls?: TestCertificate & { /** Who must have issued the sender's. */ clientCa?: string };
  port?: number;
};

const SLOW_MS = 5;

export async function startSyslogServer({ tls, port = 0 }: Options = {}): Promise<SyslogServer> {
  const sockets = new Set<Socket>();
  const received: SyslogMessage[] = [];
  const faults: SyslogFault[] = [];
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
    receive(socket, received, faults.shift() ?? null);
  };
  const server = tls === undefined ? createServer(accept) : createTlsOne(tls, accept);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: taken } = server.address() as AddressInfo;
  return {
    port: taken,
    url: `syslog+${tls === undefined ? "tcp" : "tls"}://localhost:${taken}`,
    received,
    faults,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function createTlsOne(
  { certificate, key, clientCa }: NonNullable<Options["tls"]>,
  accept: (socket: Socket) => void,
): Server {
  const own = { cert: certificate, key, minVersion: "TLSv1.2" } as const;
  const asked = clientCa === undefined ? {} : { ca: clientCa, requestCert: true };
  const server = createTlsServer({ ...own, ...asked }, accept);
  server.on("tlsClientError", () => undefined);
  return server;
}

function receive(socket: Socket, received: SyslogMessage[], fault: SyslogFault | null): void {
  let rest = Buffer.alloc(0);
  let bytes = 0;
  socket.on("data", (chunk: Buffer) => {
    const isSlow = fault?.way === "read-slowly";
    // What comes with the byte at which it breaks is not read any more.
    const bytesLeft = fault === null || isSlow ? chunk.length : fault.afterBytes - bytes;
    bytes += chunk.length;
    const frames = readFrames(Buffer.concat([rest, chunk.subarray(0, Math.max(0, bytesLeft))]));
    rest = Buffer.from(frames.rest);
    received.push(...frames.messages.map(parseSyslog));
    if (fault !== null && bytes >= fault.afterBytes) BREAKS[fault.way](socket);
  });
}

const BREAKS: Record<SyslogFault["way"], (socket: Socket) => void> = {
  close: (socket) => socket.end(),
  break: (socket) => socket.destroy(),
  "stop-reading": (socket) => socket.pause(),
  "read-slowly": (socket) => {
    socket.pause();
    setTimeout(() => socket.resume(), SLOW_MS);
  },
};
