/** Which lines a screen, an export or a script asks for. The same names stand in the address bar. */
import { z } from "zod";
import { VERDICTS } from "../domain/line";
import { businessDateSchema, CENTRES_MAX, DAYS_MAX, flagSchema, idSchema, many } from "./basics";

/** `centreId` left out means every centre that the reader may see. */
const filters = {
  centreId: many(idSchema, CENTRES_MAX),
  from: businessDateSchema,
  to: businessDateSchema,
  tenderId: many(idSchema, 50),
  verdict: many(z.enum(VERDICTS), VERDICTS.length),
  differencesOnly: flagSchema,
};

type Range = { from: string; to: string };
const ordered = ({ from, to }: Range) => from <= to;
const bounded = ({ from, to }: Range) => Date.parse(to) - Date.parse(from) < DAYS_MAX * 86_400_000;

export const searchSchema = z
  .object(filters)
  .refine(ordered, { message: "The range ends before it starts", path: ["to"] })
  .refine(bounded, { message: `Ask for at most ${DAYS_MAX} days at once`, path: ["to"] });
export type Search = z.infer<typeof searchSchema>;

export const pageSearchSchema = z
  .object({
    ...filters,
    limit: z.coerce.number().int().min(1).max(5_000).default(500),
    cursor: z.string().max(500).optional(),
  })
  .refine(ordered, { message: "The range ends before it starts", path: ["to"] })
  .refine(bounded, { message: `Ask for at most ${DAYS_MAX} days at once`, path: ["to"] });
export type PageSearch = z.infer<typeof pageSearchSchema>;
