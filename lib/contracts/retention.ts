/** For how long data is stored, and what is deleted by it. */
import { z } from "zod";
import { isRetentionAllowed, RETENTION_KINDS } from "../domain/retention";

const kindSchema = z.enum(RETENTION_KINDS);
/** Null: for good. */
const daysSchema = z.int().nullable();

const retentionRowSchema = z.object({
  kind: kindSchema,
  days: daysSchema,
  usualDays: daysSchema,
  daysMin: z.int(),
  daysMax: z.int(),
  rows: z.int(),
  /** There are more than these, which were not counted. */
  hasMoreRows: z.boolean(),
  oldestAt: z.iso.datetime().nullable(),
  /** How many rows the next run deletes. */
  due: z.int(),
  hasMoreDue: z.boolean(),
  ranAt: z.iso.datetime().nullable(),
  /** By the last run; null before the first. */
  deleted: z.int().nullable(),
});
export type RetentionRow = z.infer<typeof retentionRowSchema>;

export const retentionSchema = z.object({ version: z.int(), kinds: z.array(retentionRowSchema) });
export type Retention = z.infer<typeof retentionSchema>;

export const retentionDueInput = z.object({
  kind: kindSchema,
  days: z.coerce.number().int().min(1).max(3_650),
});
export type RetentionDueInput = z.infer<typeof retentionDueInput>;
export const retentionDueSchema = z.object({ due: z.int(), hasMoreDue: z.boolean() });
export type RetentionDue = z.infer<typeof retentionDueSchema>;

export const saveRetentionSchema = z
  .object({ kind: kindSchema, days: daysSchema, basedOnVersion: z.int().min(0) })
  .refine(({ kind, days }) => isRetentionAllowed(kind, days), {
    path: ["days"],
    message: "This kind can't be stored for so many days: GET /api/retention has its bounds",
  });
export type SaveRetention = z.infer<typeof saveRetentionSchema>;
