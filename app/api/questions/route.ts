import { nothingSchema } from "@/lib/contracts/basics";
import { questionListSchema } from "@/lib/contracts/thread";
import { route } from "@/lib/server/api/route";
import { listQuestions } from "@/lib/server/threads/questions";

export const GET = route({
  summary: "Lists what the user's centres are asked about their lines, the oldest first.",
  permission: "thread:view",
  input: nothingSchema,
  output: questionListSchema,
  handle: async (scope) => ({ questions: await listQuestions(scope) }),
});
