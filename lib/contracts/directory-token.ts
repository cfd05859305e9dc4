/** The tokens with which directories keep people and groups up to date by SCIM. */
import { z } from "zod";
import { instantSchema } from "./basics";

export const createDirectoryTokenSchema = z.object({
  name: z.string().trim().min(1, "Enter a name").max(80, "Use at most 80 characters"),
});
export type CreateDirectoryToken = z.infer<typeof createDirectoryTokenSchema>;
/** `token` is shown only once, because only its hash is stored. */
export const createdDirectoryTokenSchema = z.object({
  id: z.string(),
  token: z.string(),
  /** It opens nothing until a second administrator confirms it. */
  isWaiting: z.boolean(),
});

export const directoryTokenKeySchema = z.object({ directoryTokenId: z.uuid() });

const directoryTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  requestedBy: z.string(),
  requestedAt: instantSchema,
  confirmedBy: z.string().nullable(),
  isWaiting: z.boolean(),
  lastUsedAt: instantSchema.nullable(),
  /** Why the reader can't confirm it; null: the reader can, or nobody needs to. */
  refusal: z.enum(["own-request", "own-account"]).nullable(),
});
export type DirectoryToken = z.infer<typeof directoryTokenSchema>;
export const directoryTokenListSchema = z.object({
  /** What a directory calls the tenant or base URL. */
  address: z.string(),
  tokens: z.array(directoryTokenSchema),
});
export type DirectoryTokenList = z.infer<typeof directoryTokenListSchema>;
