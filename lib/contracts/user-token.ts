/** The API tokens of everybody, as administrators see them: never the token itself. */
import { z } from "zod";
import { tokenSchema } from "./user";

/** GET /api/users/tokens */
export const userTokenSearchSchema = z.object({
  /** Part of the name or address of an owner, or of the name of a token. */
  text: z.string().trim().max(120).default(""),
});

export const userTokenListSchema = z.object({
  tokens: z.array(
    tokenSchema.extend({
      owner: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    }),
  ),
  /** There are more than the list holds. */
  isCut: z.boolean(),
});
export type UserTokenList = z.output<typeof userTokenListSchema>;
