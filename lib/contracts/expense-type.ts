/** What petty cash is spent on, as an organisation offers it. */
import { z } from "zod";

export const RATE_PPM_MAX = 1_000_000;
const TYPES_MAX = 200;

export const expenseTypeCodeSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, "Use 2 to 40 small letters, digits and hyphens");

const expenseTypeSchema = z.object({
  code: expenseTypeCodeSchema,
  /** Null of a default type, whose name is translated. */
  name: z.string().trim().min(1).max(80).nullable(),
  /** The usual tax rate, in millionths of the net amount; null: none is usual. */
  ratePpm: z.int().min(0).max(RATE_PPM_MAX).nullable(),
  /** False when no new receipt may have it. */
  active: z.boolean(),
});

/** In the order in which they are offered. `version` is 0 for the unchanged default types. */
export const expenseTypeListSchema = z.object({
  version: z.int(),
  types: z.array(expenseTypeSchema),
});
export type ExpenseTypeList = z.infer<typeof expenseTypeListSchema>;

/** PUT /api/expense-types replaces the list; `version` is the version that was shown. */
export const changeExpenseTypesSchema = z.object({
  version: z.int().min(0),
  types: z.array(expenseTypeSchema).min(1).max(TYPES_MAX),
});
export type ChangeExpenseTypes = z.infer<typeof changeExpenseTypesSchema>;
