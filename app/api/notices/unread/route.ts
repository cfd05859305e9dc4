import { z } from "zod";
import { unreadSchema } from "@/lib/contracts/notice";
import { route } from "@/lib/server/api/route";
import { countUnread } from "@/lib/server/notices/queries";

export const GET = route({
  summary: "Counts the caller's notices that are unread.",
  permission: "account:use",
  input: z.object({}),
  output: unreadSchema,
  handle: (_scope, _input, { actor }) => countUnread(actor),
});
