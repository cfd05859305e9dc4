/** Centres are the sites that have tills. */
import { z } from "zod";
import { PERMISSIONS } from "../domain/permission";
import { CENTRES_MAX, currencySchema, flagSchema, idSchema, many } from "./basics";

/** It has a name: an offset such as +01:00 knows nothing of summer time. */
const timeZoneSchema = z.string().refine(isTimeZone, "Use an IANA time zone such as Europe/Madrid");

export const centreSchema = z.object({
  id: idSchema,
  name: z.string().trim().min(1, "Enter a name").max(120, "Use at most 120 characters"),
  currency: currencySchema,
  /** An IANA time zone, such as Europe/Madrid. */
  timeZone: timeZoneSchema,
  /** The local time (HH:MM) at which a business date begins. */
  dayStartsAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Use HH:MM")
    .default("05:00"),
});
export type Centre = z.infer<typeof centreSchema>;

/** GET /api/centres?text=…&id=…&limit=… lists the first that match in order of name. */
export const centreSearchSchema = z.object({
  /** Each word is part of the name, the id or the currency, whatever its accents and case. */
  text: z.string().trim().max(120).default(""),
  id: many(idSchema, CENTRES_MAX),
  /** Only those in which the reader has it; absent, all that they may see. */
  permission: z.enum(PERMISSIONS).optional(),
  /** Absent, all of them are listed. */
  limit: z.coerce.number().int().min(1).max(1_000).optional(),
});
export type CentreSearch = Omit<z.infer<typeof centreSearchSchema>, "permission">;

export const centreListSchema = z.object({
  centres: z.array(centreSchema),
  /** With `limit`: so many match, and `centres` may be the first of them. */
  count: z.int().optional(),
});
export type FoundCentres = { centres: Centre[]; count: number };

/** POST /api/centres upserts all of them or, when one is invalid, none. */
export const saveCentresSchema = z.object({ centres: z.array(centreSchema).min(1).max(5_000) });
export const savedCentresSchema = z.object({ created: z.int(), changed: z.int() });

/**
 * POST /api/centres/imports[?dryRun=true] takes text/csv with these columns in any order, and
 * imports all rows or none.
 */
export const CENTRE_COLUMNS = ["id", "name", "currency", "time_zone", "day_starts_at"] as const;
export const CENTRE_IMPORT_BYTES_MAX = 2 * 1024 * 1024;
export const CENTRES_IN_FILE_MAX = 5_000;

export const importCentresSchema = z.object({ dryRun: flagSchema });

/** With status 200, `rejected` is empty. 422 is a problem document with `rejected` as a member. */
export const importedCentresSchema = z.object({
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  rejected: z.array(
    z.object({
      /** The row of the file as a spreadsheet numbers it: the heading is row 1. */
      row: z.int(),
      column: z.string().nullable(),
      reason: z.string(),
    }),
  ),
});
export type ImportedCentres = z.infer<typeof importedCentresSchema>;

function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false; // The constructor only throws for an unknown time zone.
  }
}
