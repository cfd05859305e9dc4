import { z } from "zod";
import { healthSchema } from "@/lib/contracts/health";
import { publicRoute } from "@/lib/server/api/public-route";
import { cashrec } from "@/lib/server/cashrec/connection";
import { type ClockSkew, findClockSkew } from "@/lib/server/db/clock-skew";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";

export const dynamic = "force-dynamic";

/** It is public, because load balancers and `npm start` call it without signing in. */
export const GET = publicRoute({
  summary: "Returns whether this instance can serve: 200, or 503.",
  input: z.object({}),
  output: healthSchema,
  otherStatuses: { 503: ({ status }) => status === "down" },
  handle: async () => {
    const { database, clock } = await checkDatabase();
    // The database knows which connection is in use.
    const connection = database === "ok" ? (await cashrec()).connectionWord() : "unknown";
    const startId = env().startId ?? undefined;
    const health = { status: database, database, cashrec: connection, startId };
    return clock === null ? health : { ...health, clock };
  },
});

type Checked = { database: "ok" | "down"; clock: ClockSkew | null };

async function checkDatabase(): Promise<Checked> {
  try {
    return { database: "ok", clock: await findClockSkew() };
  } catch (error) {
    log().error({ err: error }, "the database does not answer");
    return { database: "down", clock: null };
  }
}
