import { attachSchema } from "@/lib/contracts/attachment";
import { dayDetailSchema } from "@/lib/contracts/reconciliation";
import { addAttachment } from "@/lib/server/attachments/commands";
import { route } from "@/lib/server/api/route";

export const POST = route({
  summary: "Attaches a photo or PDF, at most 10 MB, to the day or to the line that is named.",
  permission: "reconciliation:note",
  input: attachSchema,
  output: dayDetailSchema,
  handle: (scope, input, { request }) => addAttachment(scope, input, request),
  status: 201,
  body: "application/octet-stream",
});
