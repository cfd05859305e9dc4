import { addCountPhotoSchema, addedRemarkSchema } from "@/lib/contracts/count-remark";
import { route } from "@/lib/server/api/route";
import { addAttachment } from "@/lib/server/attachments/commands";
import { requireCount } from "@/lib/server/till-counts/remark-commands";

export const POST = route({
  summary: "Attaches a photo or PDF, at most 10 MB, to a count; the same file only once.",
  permission: "till-count:record",
  input: addCountPhotoSchema,
  output: addedRemarkSchema,
  status: 201,
  handle: async (scope, { businessDate, ...line }, { request }) => {
    await requireCount({ businessDate, ...line });
    const attach = { ...line, date: businessDate };
    const { id } = await addAttachment(scope, attach, request, { onlyOnce: true });
    return { id };
  },
  body: "application/octet-stream",
});
