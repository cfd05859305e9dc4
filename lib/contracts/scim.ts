/** The requests of a directory (SCIM 2.0, RFC 7644). */
import { z } from "zod";

export const scimListSchema = z.object({
  filter: z.string().optional(),
  /** The first result has the number 1. */
  startIndex: z.coerce.number().int().default(1).catch(1),
  count: z.coerce.number().int().optional().catch(undefined),
  attributes: z.string().max(1_000).optional(),
  excludedAttributes: z.string().max(1_000).optional(),
});
export type ScimList = z.infer<typeof scimListSchema>;

export const scimKeySchema = z.object({ id: z.string().max(200) });
/** A user or a group, of which other attributes than ours are ignored. */
export const scimResourceSchema = z.object({ schemas: z.array(z.string()).optional() });
export const scimPatchSchema = z.object({
  schemas: z.array(z.string()).optional(),
  Operations: z.array(
    z.object({ op: z.string(), path: z.string().optional(), value: z.unknown().optional() }),
  ),
});

/** The status is a text, as RFC 7644 (3.12) has it. */
export const scimErrorSchema = z.object({
  schemas: z.array(z.string()),
  status: z.string(),
  scimType: z.string().optional(),
  detail: z.string(),
});
