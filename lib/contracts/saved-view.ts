/** Named sets of filters: one's own, and those that colleagues share. */
import { z } from "zod";
import { VIEW_PAGES } from "../domain/screen/saved-view";
import { instantSchema } from "./basics";

const nameSchema = z.string().trim().min(1, "Give a name").max(80, "Use at most 80 characters");
const querySchema = z.string().max(4_000);

/** GET /api/views?page= */
export const viewSearchSchema = z.object({ page: z.enum(VIEW_PAGES) });

/** POST /api/views: under the same name, a view of one's own is replaced. */
export const saveViewSchema = z.object({
  page: z.enum(VIEW_PAGES),
  name: nameSchema,
  /** As in the page's address, without the question mark. */
  query: querySchema,
  shared: z.boolean().default(false),
});
export type SaveView = z.infer<typeof saveViewSchema>;

/** PATCH and DELETE /api/views/{viewId}, POST /api/views/{viewId}/uses */
export const viewKeySchema = z.object({ viewId: z.uuid() });
export const changeViewSchema = viewKeySchema.extend({
  name: nameSchema.optional(),
  shared: z.boolean().optional(),
});

export const viewSchema = z.object({
  id: z.string(),
  page: z.enum(VIEW_PAGES),
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
  by: z.string(),
  changedAt: instantSchema,
});
export type View = z.infer<typeof viewSchema>;

/** One's own first, then those of colleagues, by name. */
export const viewListSchema = z.object({
  views: z.array(viewSchema),
  /** The view used last on this page; null: none, or it is gone. */
  lastId: z.string().nullable(),
});
export type ViewList = z.infer<typeof viewListSchema>;
