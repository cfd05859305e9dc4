/** What a counter adds to a count that was submitted: a note, and photos of slips. */
import { z } from "zod";
import { businessDateSchema, idSchema, instantSchema } from "./basics";

const COUNT_NOTE_MAX = 2_000;

const countKeySchema = z.object({
  centreId: idSchema,
  businessDate: businessDateSchema,
  shiftId: idSchema,
  tillId: idSchema,
  tenderId: idSchema,
});

/** POST /api/till-counts/notes */
export const addCountNoteSchema = countKeySchema.extend({
  text: z.string().trim().min(1).max(COUNT_NOTE_MAX),
});
export type AddCountNote = z.infer<typeof addCountNoteSchema>;

/** POST /api/till-counts/photos: the body is the file itself. */
export const addCountPhotoSchema = countKeySchema.extend({
  fileName: z.string().max(500).default(""),
});

export const addedRemarkSchema = z.object({ id: z.string() });
export type AddedRemark = z.infer<typeof addedRemarkSchema>;

/**
 * What the reader wrote about a count. What colleagues in finance write about the line is absent,
 * because it may name what is expected.
 */
export const ownRemarksSchema = z.object({
  notes: z.array(z.object({ id: z.string(), text: z.string(), at: instantSchema })),
  photos: z.array(z.object({ id: z.string(), fileName: z.string(), at: instantSchema })),
});
export type OwnRemarks = z.infer<typeof ownRemarksSchema>;
