import { addCountNoteSchema, addedRemarkSchema } from "@/lib/contracts/count-remark";
import { route } from "@/lib/server/api/route";
import { addCountNote } from "@/lib/server/till-counts/remark-commands";

export const POST = route({
  summary: "Adds a note to a count, which the day shows beside it.",
  permission: "till-count:record",
  input: addCountNoteSchema,
  output: addedRemarkSchema,
  status: 201,
  handle: addCountNote,
});
