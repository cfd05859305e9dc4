/**
 * A Cashrec on a real socket that takes its time: each response needs so long, and it notes when
 * each request came. Every centre has one sheet a day.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { addDays, listDays } from "@/lib/domain/business-date";
import { SANDBOX_CREDENTIALS } from "@/lib/server/sandbox/sandbox";

export type SlowUpstream = {
  /** The variables of a process that reads from it. */
  env: Record<string, string>;
  /** When each request came, in milliseconds, and for which centres. */
  came: { at: number; centres: string }[];
  /** The most requests that were under way at once. */
  most: () => number;
  stop: () => void;
};

export async function startSlowUpstream(latencyMs: number): Promise<SlowUpstream> {
  const came: SlowUpstream["came"] = [];
  let [now, most] = [0, 0];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    const send = (body: unknown) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (pathname.endsWith("/token")) {
      send({ access_token: "token-of-a-test", token_type: "Bearer", expires_in: 3_600 });
      return;
    }
    const centres = searchParams.get("centersList") ?? "";
    came.push({ at: performance.now(), centres });
    now += 1;
    most = Math.max(most, now);
    const from = (searchParams.get("startDate") ?? "").slice(0, 10);
    const to = addDays((searchParams.get("endDate") ?? "").slice(0, 10), -1);
    void sleep(latencyMs).then(() => {
      now -= 1;
      send(
        centres.split(",").flatMap((id) => listDays({ from, to }).map((date) => sheetOf(id, date))),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: {
      CASHREC_API_URL: origin,
      CASHREC_TOKEN_URL: `${origin}/connect/token`,
      CASHREC_USERNAME: SANDBOX_CREDENTIALS.username,
      CASHREC_PASSWORD: SANDBOX_CREDENTIALS.password,
      CASHREC_CLIENT_SECRET: SANDBOX_CREDENTIALS.clientSecret,
    },
    came,
    most: () => most,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** An amount in minor units that differs from sheet to sheet. */
export function amountOf(centreId: string, date: string): number {
  return Number(centreId.replace(/\D/g, "").slice(-4)) * 100 + Number(date.slice(-2));
}

function sheetOf(centerId: string, date: string) {
  const amount = amountOf(centerId, date) / 100;
  const shift = { shiftId: 1, tillId: "T1", payments: [{ id: "CASH", name: "Cash", amount }] };
  return { centerId, date, shifts: [shift] };
}
