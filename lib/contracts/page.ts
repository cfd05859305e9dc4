/** The parameters of a list that is searched and read in pages. */
import { z } from "zod";

export const pageFields = {
  /** Each word is part of what a row is called, whatever its accents and case. */
  text: z.string().trim().max(120).default(""),
  /** At most so many rows; absent, all of them. */
  limit: z.coerce.number().int().min(0).max(1_000).optional(),
  /** So many are left out at the start. */
  skip: z.coerce.number().int().min(0).max(100_000).default(0),
};

/** With `limit`: so many match, and the list may have some of them. */
export const pageCountField = { count: z.int().optional() };
