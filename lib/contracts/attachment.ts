/** Photos and PDFs of slips, on a day or on one of its lines. */
import { z } from "zod";
import { ATTACHMENT_TYPES } from "../domain/attachment/attachment";
import { FLOAT_CHECKS } from "../domain/workflow/outstanding";
import { idSchema, instantSchema, LINE_OR_DAY, namesLineOrDay } from "./basics";
import { dayKeySchema } from "./search";

export const attachmentSchema = z.object({
  id: z.string(),
  /** Null: it is about the whole day. */
  shiftId: z.string().nullable(),
  tillId: z.string().nullable(),
  tenderId: z.string().nullable(),
  fileName: z.string(),
  contentType: z.enum(ATTACHMENT_TYPES),
  bytes: z.int(),
  /** SHA-256, hex, of the file as it is kept: of a photo, without what its camera wrote in it. */
  sha256: z.string(),
  by: z.string(),
  at: instantSchema,
});
export type AttachmentView = z.infer<typeof attachmentSchema>;

/**
 * POST …/attachments: the body is the file itself. Of a photo only the picture is kept: where and
 * when it was taken, and by which camera, is left out before it is stored. A line is named
 * whole, or not at all.
 */
export const attachSchema = dayKeySchema
  .extend({
    fileName: z.string().max(500).default(""),
    shiftId: idSchema.optional(),
    tillId: idSchema.optional(),
    tenderId: z.union([z.enum(FLOAT_CHECKS), idSchema]).optional(),
  })
  .refine(namesLineOrDay, LINE_OR_DAY);
export type Attach = z.infer<typeof attachSchema>;

export const attachmentKeySchema = dayKeySchema.extend({ id: z.uuid() });
