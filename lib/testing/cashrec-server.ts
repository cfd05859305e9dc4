/** A small Cashrec on a real socket, whose responses a test decides, and a client of it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import type { overBuiltIn } from "../domain/field-map/over-built-in";
import { CashrecClient, type Connection } from "../server/cashrec/client";
import { readSavedMap } from "../server/cashrec/field-map-file";
import { LIMITS, RUNTIME } from "../server/cashrec/limits";
import { NO_MEMORY } from "../server/cashrec/request-memory";
import type { NameMemory } from "../server/cashrec/parameter-names";
import { SANDBOX_CREDENTIALS } from "../server/sandbox/sandbox";

type Response = { status: number; body: unknown };
type Handler = (url: URL) => Response;

export const ok = (body: unknown): Response => ({ status: 200, body });
export const refuse = (body: unknown, status = 400): Response => ({ status, body });

/** The server ends with the tests of the file. */
export async function startCashrec(handle: Handler) {
  const asked: URL[] = [];
  const at = { handle };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const isToken = url.pathname.endsWith("/token");
    if (!isToken) asked.push(url);
    const { status, body } = isToken
      ? ok({ access_token: "token-of-a-test", token_type: "Bearer", expires_in: 3_600 })
      : at.handle(url);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const connect = (given: Parameters<typeof overBuiltIn>[0], memory: NameMemory = NO_MEMORY) => {
    const connection: Connection = {
      ...SANDBOX_CREDENTIALS,
      kind: "live",
      apiUrl: origin,
      tokenUrl: `${origin}/connect/token`,
    };
    const findAccepted = () => Promise.resolve(new Set<string>());
    return new CashrecClient(connection, readSavedMap(given), RUNTIME, LIMITS, {
      findAccepted,
      memory,
    });
  };
  return { asked, at, connect, origin };
}

/** One small sheet of a centre and date. */
export const sheetOf = (centerId: string, date: string) => ({
  centerId,
  date,
  shifts: [{ tillId: "T1", payments: [{ id: "CASH", amount: 12.1 }] }],
});
