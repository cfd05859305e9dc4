import { z } from "zod";
import { mailListSchema } from "@/lib/contracts/notice";
import { route } from "@/lib/server/api/route";
import { listMails } from "@/lib/server/mail/queries";

export const GET = route({
  summary: "Counts the mails of the last thirty days, and lists those that were not delivered.",
  permission: "security:administer",
  input: z.object({}),
  output: mailListSchema,
  handle: (scope) => listMails(scope),
});
