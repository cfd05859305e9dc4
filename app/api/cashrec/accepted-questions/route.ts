import { acceptedQuestionsSchema, acceptQuestionsSchema } from "@/lib/contracts/connection";
import { acceptQuestions } from "@/lib/server/cashrec/questions";
import { route } from "@/lib/server/api/route";

export const POST = route({
  summary:
    "Accepts what an answer of Cashrec leaves open, as the probe lists it, so that answers of this " +
    "form are stored.",
  permission: "cashrec:probe",
  input: acceptQuestionsSchema,
  output: acceptedQuestionsSchema,
  handle: acceptQuestions,
});
