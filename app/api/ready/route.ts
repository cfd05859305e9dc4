import { z } from "zod";
import { readySchema } from "@/lib/contracts/ready";
import { oncePrepared } from "@/lib/server/api/once-prepared";
import { publicRoute } from "@/lib/server/api/public-route";
import { readReadiness } from "@/lib/server/db/readiness";
import { isEnding } from "@/lib/server/ending";

export const dynamic = "force-dynamic";

/** It is public, because load balancers call it without signing in. */
export const GET = oncePrepared(
  publicRoute({
    summary: "Returns whether this instance should get requests: 200, or 503.",
    input: z.object({}),
    output: readySchema,
    otherStatuses: { 503: ({ status }) => status === "not-ready" },
    handle: () => readReadiness({ isEnding: isEnding() }),
  }),
);
