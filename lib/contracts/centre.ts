/** Centres: places with tills. */
import { z } from "zod";
import { currencySchema, idSchema } from "./basics";

export const centreSchema = z.object({
  id: idSchema,
  name: z.string().trim().min(1).max(120),
  currency: currencySchema,
  /** IANA, such as Europe/Madrid. */
  timeZone: z.string().refine(isTimeZone, "Use an IANA time zone such as Europe/Madrid"),
  /** Local HH:MM at which a business date begins. */
  dayStartsAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Use HH:MM")
    .default("05:00"),
});
export type Centre = z.infer<typeof centreSchema>;

export const centreListSchema = z.object({ centres: z.array(centreSchema) });

/** POST /api/centres upserts all of them or, when one is wrong, none. */
export const saveCentresSchema = z.object({ centres: z.array(centreSchema).min(1).max(5_000) });
export const savedCentresSchema = z.object({ created: z.int(), changed: z.int() });

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false; // The constructor's only refusal is an unknown zone.
  }
}
