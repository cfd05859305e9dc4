/** What needs attention, one row for each line or for the lines of a day that somebody has. */
import { z } from "zod";
import { VERDICTS } from "../domain/line";
import { ATTENTION_GROUPS, ATTENTION_KINDS } from "../domain/thread/attention";
import { businessDateSchema, minorSchema } from "./basics";

const lineSchema = z.object({
  shiftId: z.string(),
  tillId: z.string(),
  tenderId: z.string(),
  shiftName: z.string().nullable(),
  tillName: z.string().nullable(),
  tenderName: z.string().nullable(),
});

const itemSchema = z.object({
  id: z.string(),
  group: z.enum(ATTENTION_GROUPS),
  /** A mention or a reply to read, a question that waits for the centre, or lines to settle. */
  kind: z.enum(ATTENTION_KINDS),
  centreId: z.string(),
  centreName: z.string(),
  businessDate: businessDateSchema,
  /**
   * The line that it is about; of several lines, the one with the largest amount. A float that was
   * found at opening has the tender `~opening-previous` or `~opening-agreed`, and no name of it.
   */
  line: lineSchema,
  verdict: z.enum(VERDICTS),
  toExplain: z.int(),
  toCount: z.int(),
  currency: z.string(),
  /**
   * The sum of the absolute differences, and of the counts where nothing is expected; where lines
   * are only to be counted, what is expected of them.
   */
  amountMinor: minorSchema,
  amountOf: z.enum(["difference", "expected", "counted"]),
  /** The sum of the differences with their signs; null where there is none. */
  netMinor: minorSchema.nullable(),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  dueOn: businessDateSchema.nullable(),
  overdue: z.boolean(),
  /** Who mentioned, replied or asked; null for lines. */
  by: z.string().nullable(),
});
export type AttentionItem = z.infer<typeof itemSchema>;

const totalSchema = z.object({
  group: z.enum(ATTENTION_GROUPS),
  overdue: z.boolean(),
  currency: z.string(),
  rows: z.int(),
  amountMinor: minorSchema,
});

export const attentionSchema = z.object({
  /** In order: overdue first, then by amount in each currency, then by age. */
  items: z.array(itemSchema),
  /**
   * Of all rows, where `items` has four hundred days with lines at most. There is one for each
   * group, urgency and currency.
   */
  totals: z.array(totalSchema),
});
export type Attention = z.infer<typeof attentionSchema>;
