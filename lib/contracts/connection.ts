/** POST /api/cashrec/probe: their JSON beside what the field map made of it. */
import { z } from "zod";
import { businessDateSchema, idSchema } from "./basics";

export const probeSchema = z.object({ centreId: idSchema, businessDate: businessDateSchema });

export const probeResultSchema = z.object({
  /** Their JSON, indented; cut at a limit that `cut` tells. */
  payload: z.string(),
  cut: z.boolean(),
  /** Each of our fields that was found: its name, where, and an example of its value. */
  mapped: z.array(z.object({ field: z.string(), path: z.string(), example: z.string() })),
  /** Paths in their JSON that no field of ours took. */
  unmapped: z.array(z.object({ path: z.string(), example: z.string() })),
  /** Our fields that were not found, and whether a sheet can be read without. */
  missing: z.array(z.object({ field: z.string(), required: z.boolean() })),
  /** Where their JSON has a form that the map does not know; null when it can be read. */
  problem: z.string().nullable(),
  /** What the map made of it, as indented JSON; null when a required field is missing. */
  sheets: z.string().nullable(),
});
export type ProbeResult = z.infer<typeof probeResultSchema>;
