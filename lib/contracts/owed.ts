/** What centres owe for tips and gift cards, by month. */
import { z } from "zod";
import { idSchema, many, minorSchema, NODES_MAX } from "./basics";

/** GET /api/owed and GET /api/owed/file */
export const owedSearchSchema = z.object({
  month: z.string().regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/, "Write a month as 2026-03"),
  /** Centres that are below one of these nodes at the end of the month. */
  nodeId: many(idSchema, NODES_MAX),
});
export type OwedSearch = z.infer<typeof owedSearchSchema>;

/** A figure is null while an amount of which it is made is not provided. */
const owedSumsSchema = z.object({
  /** Owed when the month began, of all days that are known. */
  beforeMinor: minorSchema.nullable(),
  inMinor: minorSchema.nullable(),
  outMinor: minorSchema.nullable(),
  afterMinor: minorSchema.nullable(),
  /** How many amounts are not provided in the month. */
  unknown: z.int(),
});
export type OwedFigures = z.infer<typeof owedSumsSchema>;

const owedRowSchema = z.object({
  currency: z.string(),
  tips: owedSumsSchema,
  giftCards: owedSumsSchema,
});

export const owedSchema = z.object({
  /** Centres for which anything was owed, by name. */
  rows: z.array(
    owedRowSchema.extend({
      centreId: z.string(),
      centreName: z.string(),
      /** The first day with figures: what was owed before it is not known. */
      since: z.string(),
    }),
  ),
  /** Of all rows of a currency. */
  totals: z.array(owedRowSchema),
});
export type OwedList = z.infer<typeof owedSchema>;
