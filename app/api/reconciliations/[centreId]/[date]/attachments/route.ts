import { attachSchema } from "@/lib/contracts/attachment";
import { addAttachment } from "@/lib/server/attachments/commands";
import { dayRoute } from "@/lib/server/reconciliations/day-route";

export const POST = dayRoute({
  summary: "Attaches a photo or PDF, at most 10 MB, to the day or to the line that is named.",
  permission: "reconciliation:note",
  input: attachSchema,
  run: (scope, input, { request }) => addAttachment(scope, input, request),
  status: 201,
  body: "application/octet-stream",
});
