import { journalPreviewSchema, journalRangeSchema } from "@/lib/contracts/journal";
import { route } from "@/lib/server/api/route";
import { previewBatch } from "@/lib/server/journal/preview-batch";

export const GET = route({
  summary: "Shows what the next batch would post, and what has no account, without posting it.",
  permission: "journal:view",
  input: journalRangeSchema,
  output: journalPreviewSchema,
  handle: previewBatch,
});
