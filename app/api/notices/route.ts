import { z } from "zod";
import { noticeListSchema } from "@/lib/contracts/notice";
import { route } from "@/lib/server/api/route";
import { listInbox } from "@/lib/server/notices/queries";

export const GET = route({
  summary: "Lists the caller's notices that they may still see, the newest first.",
  permission: "account:use",
  input: z.object({}),
  output: noticeListSchema,
  handle: (_scope, _input, { actor }) => listInbox(actor),
});
