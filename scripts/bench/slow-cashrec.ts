/**
 * A Cashrec on a real socket that takes as long for each response as the slowest installation that
 * is known, and has the sheets of a loaded group.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { addDays, listDays } from "@/lib/domain/business-date";
import type { LoadedCentre } from "../load/group";
import { buildSheet } from "../load/sheets";

export type SlowCashrec = {
  /** The variables of an instance that reads from it. */
  env: Record<string, string>;
  /** How many requests for sheets came, and the most that were under way at once. */
  counts: { requests: number; most: number };
  stop: () => void;
};

export async function startSlowCashrec(
  centres: readonly LoadedCentre[],
  latencyMs: number,
): Promise<SlowCashrec> {
  const known = new Map(centres.map((centre) => [centre.id, centre]));
  const counts = { requests: 0, most: 0 };
  let underWay = 0;
  const respond = async ({ url = "/", method }: IncomingMessage, response: ServerResponse) => {
    response.setHeader("content-type", "application/json");
    if (method === "POST") {
      response.end('{"access_token":"bench","expires_in":3600,"token_type":"Bearer"}');
      return;
    }
    counts.requests += 1;
    underWay += 1;
    counts.most = Math.max(counts.most, underWay);
    const ready = sleep(latencyMs);
    const text = JSON.stringify(sheetsFor(new URL(url, "http://localhost").searchParams, known));
    await ready;
    underWay -= 1;
    response.end(text);
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = {
    CASHREC_API_URL: url,
    CASHREC_TOKEN_URL: `${url}/connect/token`,
    CASHREC_USERNAME: "bench",
    CASHREC_PASSWORD: "bench",
    CASHREC_CLIENT_SECRET: "bench",
  };
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { env, counts, stop };
}

function sheetsFor(asked: URLSearchParams, known: ReadonlyMap<string, LoadedCentre>): object[] {
  const from = (asked.get("startDate") ?? "").slice(0, 10);
  const to = addDays((asked.get("endDate") ?? "").slice(0, 10), -1);
  const ids = (asked.get("centersList") ?? "").split(",");
  return ids.flatMap((id) => {
    const centre = known.get(id);
    if (centre === undefined) return [];
    return listDays({ from, to }).flatMap((date) => buildSheet(centre, date) ?? []);
  });
}
