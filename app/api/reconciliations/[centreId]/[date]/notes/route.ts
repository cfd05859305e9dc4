import { LINE_OR_DAY, namesLineOrDay } from "@/lib/contracts/basics";
import { addNoteSchema } from "@/lib/contracts/reconciliation";
import { dayKeySchema } from "@/lib/contracts/search";
import { dayRoute } from "@/lib/server/reconciliations/day-route";
import { addNote } from "@/lib/server/reconciliations/commands";

export const POST = dayRoute({
  summary: "Writes a note.",
  permission: "reconciliation:note",
  input: dayKeySchema.extend(addNoteSchema.shape).refine(namesLineOrDay, LINE_OR_DAY),
  run: addNote,
  status: 201,
});
