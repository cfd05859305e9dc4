import { nothingSchema } from "@/lib/contracts/basics";
import { readNoticesSchema } from "@/lib/contracts/notice";
import { route } from "@/lib/server/api/route";
import { readNotices } from "@/lib/server/notices/commands";

export const POST = route({
  summary: "Marks some of the caller's notices as read.",
  permission: "account:use",
  input: readNoticesSchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await readNotices(scope, input);
    return {};
  },
});
