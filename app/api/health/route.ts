import { z } from "zod";
import { healthSchema } from "@/lib/contracts/health";
import { oncePrepared } from "@/lib/server/api/once-prepared";
import { publicRoute } from "@/lib/server/api/public-route";
import { cashrec } from "@/lib/server/cashrec/connection";
import { findClockSkew } from "@/lib/server/db/clock-skew";
import { readingApart } from "@/lib/server/db/sql";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";

export const dynamic = "force-dynamic";

/** It is public, because load balancers and `npm start` call it without signing in. */
export const GET = oncePrepared(
  publicRoute({
    summary: "Returns whether this instance can serve: 200, or 503.",
    input: z.object({}),
    output: healthSchema,
    otherStatuses: { 503: ({ status }) => status === "down" },
    handle: async () => {
      const { database, clock, cashrec } = await checkDatabase();
      const startId = env().startId ?? undefined;
      const health = { status: database, database, cashrec, startId };
      return clock === null ? health : { ...health, clock };
    },
  }),
);

/** The connection of its own is there when those who wait for pages have taken all others. */
async function checkDatabase() {
  try {
    return await readingApart(async () => {
      // The database knows which connection to Cashrec is in use.
      const [clock, inUse] = await Promise.all([findClockSkew(), cashrec()]);
      return { database: "ok", clock, cashrec: inUse.connectionWord() } as const;
    });
  } catch (error) {
    log().error({ err: error }, "the database does not answer");
    return { database: "down", clock: null, cashrec: "unknown" } as const;
  }
}
