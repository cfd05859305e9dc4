/** A row of an imported file that is refused, with why. */
import { z } from "zod";

/** `faults` is the closed list of reasons, for screens in other languages. */
export function rejectedRowSchema<
  const Columns extends readonly string[],
  const Faults extends readonly string[],
>(columns: Columns, faults: Faults) {
  return z.object({
    /** The row of the file as a spreadsheet numbers it: the heading is row 1. */
    row: z.int(),
    column: z.enum(columns).nullable(),
    code: z.enum(faults),
    /** What the file has there. */
    facts: z.string(),
    /** The same in English, for scripts. */
    reason: z.string(),
  });
}
