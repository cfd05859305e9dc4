/**
 * A Cashrec at its worst: it accepts every credential, and quotes the request with all of its
 * headers in the error that it sends back.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type Upstream = { url: string; stop: () => Promise<void> };

export async function startQuotingUpstream(accessToken: string): Promise<Upstream> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => {
      const isToken = request.url?.startsWith("/connect/token") === true;
      response.writeHead(isToken ? 200 : 400, { "content-type": "application/json" });
      const body = Buffer.concat(chunks).toString("utf8");
      const quoted = { message: "Bad request", headers: request.headers, url: request.url, body };
      response.end(JSON.stringify(isToken ? { access_token: accessToken } : quoted));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
