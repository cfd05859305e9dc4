import { addMessageSchema, threadSchema } from "@/lib/contracts/thread";
import { route } from "@/lib/server/api/route";
import { addMessage } from "@/lib/server/threads/messages";
import { getThread, readerOf } from "@/lib/server/threads/queries";

export const POST = route({
  summary: "Asks the centre about a line, replies, or comments on it: 201, or 422 with a reason.",
  permission: "thread:write",
  input: addMessageSchema,
  output: threadSchema,
  status: 201,
  handle: async (scope, input, { actor }) => {
    const reader = readerOf(actor, input.centreId);
    await addMessage(scope, input, reader);
    return getThread(scope, input, reader);
  },
});
