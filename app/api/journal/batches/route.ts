import {
  journalBatchListSchema,
  journalBatchSearchSchema,
  journalRangeSchema,
  refusedBatchSchema,
} from "@/lib/contracts/journal";
import { route } from "@/lib/server/api/route";
import { listBatches } from "@/lib/server/journal/batches";
import { postBatch } from "@/lib/server/journal/post-batch";

export const GET = route({
  summary: "Lists the batches of the journal, the latest first.",
  permission: "journal:view",
  input: journalBatchSearchSchema,
  output: journalBatchListSchema,
  handle: listBatches,
});

export const POST = route({
  summary:
    "Posts the closed days of a period, and posts again what was signed again, as one batch.",
  permission: "journal:post",
  input: journalRangeSchema,
  output: journalBatchListSchema.shape.batches.element,
  refusal: refusedBatchSchema,
  handle: postBatch,
  status: 201,
});
