import { attachmentKeySchema } from "@/lib/contracts/attachment";
import { serveAttachment } from "@/lib/server/attachments/serve";
import { route } from "@/lib/server/api/route";

export const GET = route({
  permission: "reconciliation:view",
  input: attachmentKeySchema,
  handle: serveAttachment,
});
