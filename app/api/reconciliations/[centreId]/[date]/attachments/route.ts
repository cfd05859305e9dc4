import { attachSchema } from "@/lib/contracts/attachment";
import { dayDetailSchema } from "@/lib/contracts/reconciliation";
import { addAttachment } from "@/lib/server/attachments/commands";
import { route } from "@/lib/server/api/route";

export const POST = route({
  permission: "reconciliation:note",
  input: attachSchema,
  answer: dayDetailSchema,
  handle: addAttachment,
  status: 201,
  body: "stream",
});
