/**
 * npm run sandbox -- [--port 4200]: the sandbox's Cashrec behind plain HTTP on this machine alone,
 * and the variables with which another start of the product reads from it as from the real one.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createSandbox, SANDBOX_CREDENTIALS } from "@/lib/server/sandbox/sandbox";
import { exitWithError } from "./process/print";
import { readOptions } from "./process/read-options";

const PORT_USUAL = "4200";
const BODY_BYTES_MAX = 4 * 1024 * 1024;

const port = readPort();
const sandbox = createSandbox();

const server = createServer((incoming, outgoing) => {
  reply(incoming, outgoing).catch(() => outgoing.destroy());
});
server.on("error", (error: NodeJS.ErrnoException) => {
  const reason =
    error.code === "EADDRINUSE" ? "is taken; choose another with --port" : error.message;
  process.stderr.write(`Port ${port} ${reason}.\n`);
  process.exitCode = 1;
});
if (port >= 0 && port <= 65_535) server.listen(port, "127.0.0.1", announce);
else {
  process.stderr.write("--port wants a number up to 65535.\n");
  process.exitCode = 1;
}

function readPort(): number {
  try {
    const { values } = readOptions({ options: { port: { type: "string", default: PORT_USUAL } } });
    return /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN;
  } catch (error) {
    exitWithError(error);
  }
}

async function reply(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) return void outgoing.writeHead(413).end();
    chunks.push(chunk);
  }
  const method = incoming.method ?? "GET";
  const request = new Request(new URL(incoming.url ?? "/", "http://127.0.0.1"), {
    method,
    headers: { authorization: incoming.headers.authorization ?? "" },
    ...(method === "GET" || method === "HEAD" ? {} : { body: Buffer.concat(chunks) }),
  });
  const response = await sandbox(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

function announce(): void {
  const address = server.address();
  const at = `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? port) : port}`;
  const { username, password, clientId, clientSecret } = SANDBOX_CREDENTIALS;
  process.stdout.write(
    [
      `The sandbox answers on ${at}. To read from it as from Cashrec:`,
      `CASHREC_API_URL=${at} CASHREC_TOKEN_URL=${at}/connect/token \\`,
      `CASHREC_USERNAME=${username} CASHREC_PASSWORD=${password} \\`,
      `CASHREC_CLIENT_ID=${clientId} CASHREC_CLIENT_SECRET=${clientSecret} npm start`,
      "",
    ].join("\n"),
  );
}
