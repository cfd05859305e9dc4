/** The limits of sessions that administrators set. */
import { z } from "zod";
import { ABSOLUTE_HOURS, FRESH_MINUTES, IDLE_MINUTES } from "../domain/security/session-limits";

const between = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max);

const limitsSchema = z.object({
  idleMinutes: between(IDLE_MINUTES),
  absoluteHours: between(ABSOLUTE_HOURS),
  /** Null: nobody is asked again in a session. */
  freshMinutes: between(FRESH_MINUTES).nullable(),
});

export const sessionLimitsSchema = limitsSchema.extend({ version: z.int() });
export type SessionLimitsRow = z.infer<typeof sessionLimitsSchema>;

export const saveSessionLimitsSchema = limitsSchema
  .extend({ basedOnVersion: z.int().min(0) })
  .refine(({ idleMinutes, absoluteHours }) => idleMinutes <= absoluteHours * 60, {
    path: ["idleMinutes"],
    message: "A session can't be idle for longer than it lasts",
  });
export type SaveSessionLimits = z.infer<typeof saveSessionLimitsSchema>;
