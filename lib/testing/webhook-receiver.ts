/** A server that receives webhooks, and responds as a test asks. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

type ReceivedMessage = { path: string; headers: IncomingHttpHeaders; body: string };
type Reply = { status: number; headers?: Record<string, string>; body?: string } | "silence";

export type Receiver = {
  url: string;
  port: number;
  received: ReceivedMessage[];
  /** What it responds to each message; 204 unless a test replaces it. */
  reply: (message: ReceivedMessage) => Reply;
  stop: () => Promise<void>;
};

export async function startReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    void (async () => {
      const { url = "", headers } = request;
      const message = { path: url, headers, body: await text(request) };
      receiver.received.push(message);
      const reply = receiver.reply(message);
      if (reply === "silence") return;
      response.writeHead(reply.status, reply.headers ?? {});
      response.end(reply.body ?? "");
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received: [],
    reply: () => ({ status: 204 }),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}
