/** The instances of the application: each has a clock and a client of Cashrec of its own. */
import { BUILT_IN_MAP } from "@/lib/domain/field-map/built-in";
import { CashrecClient } from "@/lib/server/cashrec/client";
import { loadFieldMap } from "@/lib/server/cashrec/field-map-file";
import { LIMITS } from "@/lib/server/cashrec/limits";
import { NO_PACING } from "@/lib/server/cashrec/pacing";
import { createFlush } from "@/lib/server/db/flush";
import { processWide } from "@/lib/server/process-wide";
import type { Instance } from "./lane";
import { PAGE_SIZE } from "./upstream";
import type { Simulation } from "./simulation";

const CONNECTION = {
  kind: "sandbox",
  apiUrl: "https://cashrec.test",
  tokenUrl: "https://login.test/connect/token",
  username: "reader",
  password: "not secret",
  clientId: "simulator",
  clientSecret: "not secret",
} as const;

/** A process that starts knows nothing of the token and the failures of the one before. */
export function startInstance(simulation: Simulation, instance: Instance): void {
  const { scheduler, upstream, chance, isPaged, arena } = simulation;
  // What the process before it was at is not counted any more.
  processWide("idempotent-requests").value = undefined;
  processWide("passes").value = undefined;
  arena.flushOf.set(instance.number, createFlush(arena.pool));
  const loaded = loadFieldMap(null);
  const pages = { by: "number", page: "page", first: 1, total: "count" } as const;
  const size = { size: "size", perPage: PAGE_SIZE };
  const request = Object.assign({}, BUILT_IN_MAP.request, {
    pages: isPaged ? Object.assign({}, pages, size) : null,
  });
  const client = new CashrecClient(
    CONNECTION,
    { map: Object.assign({}, loaded.map, { request }), hash: loaded.hash },
    {
      send: (sent) => upstream.send(sent),
      now: () => Date.now(),
      sleep: async (ms) => {
        await scheduler.gate();
        instance.aheadMs += ms;
      },
      random: () => chance.unit(),
      pacing: NO_PACING,
    },
    LIMITS,
  );
  simulation.cashrecOf.set(instance, {
    source: client.source,
    fieldMapHash: client.fieldMapHash,
    breakers: () => client.breakers(),
    fetchCashSheets: async (asked) => {
      const sheets = await client.fetchCashSheets(asked);
      return simulation.planted?.sheets?.(sheets, chance) ?? sheets;
    },
  });
}
