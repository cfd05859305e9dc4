/** Saved views are named sets of filters: the user's own, and those that colleagues share. */
import { z } from "zod";
import { VIEW_PAGES } from "../domain/screen/saved-view";
import { instantSchema } from "./basics";

const nameSchema = z.string().trim().min(1, "Enter a name").max(80, "Use at most 80 characters");
const querySchema = z.string().max(4_000);

/** GET /api/views?page= */
export const viewSearchSchema = z.object({ page: z.enum(VIEW_PAGES) });

/** POST /api/views replaces the user's own view of the same name. */
export const saveViewSchema = z.object({
  page: z.enum(VIEW_PAGES),
  name: nameSchema,
  /** The query of the page's address, without the question mark. */
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

/** The user's own views come first, then those of colleagues, by name. */
export const viewListSchema = z.object({
  views: z.array(viewSchema),
  /** The view that was opened last on this page; null when there is none, or it was deleted. */
  lastId: z.string().nullable(),
});
export type ViewList = z.infer<typeof viewListSchema>;
