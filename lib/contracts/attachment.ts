/** Photos and PDFs of slips, on a day or on one of its lines. */
import { z } from "zod";
import { ATTACHMENT_TYPES } from "../domain/attachment/attachment";
import { FLOAT_CHECKS } from "../domain/workflow/outstanding";
import { idSchema, instantSchema, LINE_OR_DAY, namesLineOrDay } from "./basics";
import { dayKeySchema } from "./search";

export const attachmentSchema = z.object({
  id: z.string(),
  /** Null when it is attached to the whole day. */
  shiftId: z.string().nullable(),
  tillId: z.string().nullable(),
  tenderId: z.string().nullable(),
  fileName: z.string(),
  contentType: z.enum(ATTACHMENT_TYPES),
  bytes: z.int(),
  /** The hex SHA-256 of the file as it is stored, which for a photo is without its metadata. */
  sha256: z.string(),
  by: z.string(),
  at: instantSchema,
});
export type AttachmentView = z.infer<typeof attachmentSchema>;

/**
 * POST …/attachments: the body is the file itself. Only the picture of a photo is stored; its
 * metadata, such as time, location and camera, is removed first. A line is named by all three ids,
 * or by none.
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
