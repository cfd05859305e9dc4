import { z } from "zod";
import { retentionSchema, saveRetentionSchema } from "@/lib/contracts/retention";
import { route } from "@/lib/server/api/route";
import { listRetention, saveRetention } from "@/lib/server/retention/settings";

export const GET = route({
  summary: "Lists for how long each kind of data is stored, how much there is, and what goes next.",
  permission: "security:administer",
  input: z.object({}),
  output: retentionSchema,
  handle: listRetention,
});

export const PUT = route({
  summary: "Sets for how long one kind of data is stored; older data goes with the next daily run.",
  permission: "security:administer",
  input: saveRetentionSchema,
  output: retentionSchema,
  handle: saveRetention,
});
