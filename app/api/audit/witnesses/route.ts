import { z } from "zod";
import { witnessStatusSchema } from "@/lib/contracts/witness";
import { route } from "@/lib/server/api/route";
import { getWitnessStatus } from "@/lib/server/witnesses/status";

export const GET = route({
  summary: "Returns the last checkpoint and its witnesses. For readers of every centre.",
  permission: "audit:view",
  input: z.object({}),
  output: witnessStatusSchema,
  handle: getWitnessStatus,
});
