import { LINE_OR_DAY, namesLineOrDay } from "@/lib/contracts/basics";
import { addNoteSchema, dayDetailSchema } from "@/lib/contracts/reconciliation";
import { dayKeySchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { addNote } from "@/lib/server/reconciliations/commands";

export const POST = route({
  summary: "Writes a note.",
  permission: "reconciliation:note",
  input: dayKeySchema.extend(addNoteSchema.shape).refine(namesLineOrDay, LINE_OR_DAY),
  output: dayDetailSchema,
  handle: addNote,
  status: 201,
});
