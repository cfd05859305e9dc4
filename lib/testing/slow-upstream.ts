/**
 * A Cashrec on a real socket that takes its time: each response needs so long, and it notes when
 * each request came. Every centre has one sheet a day.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { addDays, listDays } from "@/lib/domain/business-date";
import { sendJson, startMisbehaving } from "./misbehaving-upstream";

export type SlowUpstream = {
  /** The variables of a process that reads from it. */
  env: Record<string, string>;
  /** When each request for sheets came, in milliseconds. */
  came: number[];
  /** The most requests that were under way at once. */
  most: () => number;
  stop: () => Promise<void>;
};

export async function startSlowUpstream(latencyMs: number): Promise<SlowUpstream> {
  const came: number[] = [];
  let [now, most] = [0, 0];
  const upstream = await startMisbehaving();
  upstream.atSheets = (response, request) => {
    came.push(performance.now());
    now += 1;
    most = Math.max(most, now);
    void sleep(latencyMs).then(() => {
      now -= 1;
      sendJson(response, 200, sheetsFor(new URL(request.url ?? "/", upstream.url).searchParams));
    });
  };
  return { env: upstream.variables, came, most: () => most, stop: upstream.stop };
}

function sheetsFor(asked: URLSearchParams): unknown[] {
  const from = (asked.get("startDate") ?? "").slice(0, 10);
  const to = addDays((asked.get("endDate") ?? "").slice(0, 10), -1);
  const centres = (asked.get("centersList") ?? "").split(",");
  return centres.flatMap((id) => listDays({ from, to }).map((date) => sheetOf(id, date)));
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
