import { attachmentKeySchema } from "@/lib/contracts/attachment";
import { serveAttachment } from "@/lib/server/attachments/serve";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Returns an attached file, as the type that it was found to have.",
  permission: "reconciliation:view",
  input: attachmentKeySchema,
  output: "*/*",
  limit: "read",
  handle: serveAttachment,
});
