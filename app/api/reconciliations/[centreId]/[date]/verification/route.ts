import { dayVerificationSchema } from "@/lib/contracts/audit";
import { dayKeySchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { verifyDay } from "@/lib/server/rebuild/verify-day";

export const POST = route({
  summary:
    "Verifies one day now: its entries in the chain, its records beside what they say, and its " +
    "figures beside a rebuild. It writes nothing.",
  permission: "audit:view",
  input: dayKeySchema,
  output: dayVerificationSchema,
  limit: "computation",
  handle: (scope, input, { actor }) => verifyDay(scope, input, actor),
});
