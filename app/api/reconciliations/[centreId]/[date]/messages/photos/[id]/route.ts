import { attachmentKeySchema } from "@/lib/contracts/attachment";
import { route } from "@/lib/server/api/route";
import { servePhoto } from "@/lib/server/threads/photos";
import { readerOf } from "@/lib/server/threads/queries";

export const GET = route({
  summary: "Returns a photo of a message that the reader may see.",
  permission: "thread:view",
  input: attachmentKeySchema,
  output: "*/*",
  limit: "read",
  handle: (scope, input, { actor }) => servePhoto(scope, input, readerOf(actor, input.centreId)),
});
