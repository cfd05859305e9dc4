/** Serves /api/auth/* on a socket of this machine, for identity providers that call it. */
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { handleAuth } from "@/lib/server/auth/handler";

export type AuthServer = {
  url: string;
  /** The status of each response, in order. */
  statuses: number[];
  close: () => Promise<void>;
};

export async function startAuthServer(): Promise<AuthServer> {
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const { url = "", method = "", headers } = request;
      const sent = new Headers();
      for (const [name, value] of Object.entries(headers)) sent.set(name, String(value));
      const body = method === "POST" ? await text(request) : null;
      const action = url.replace("/api/auth/", "").split("/");
      const made = new Request(`http://localhost:3000${url}`, { method, headers: sent, body });
      const result = await handleAuth(made, action);
      statuses.push(result.status);
      await respond(result, response);
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/auth`,
    statuses,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function respond(result: Response, response: ServerResponse): Promise<void> {
  response.writeHead(result.status, Object.fromEntries(result.headers));
  response.end(await result.text());
}
