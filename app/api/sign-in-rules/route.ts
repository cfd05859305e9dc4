import { z } from "zod";
import { saveSignInRulesSchema, signInRulesSchema } from "@/lib/contracts/sign-in-rules";
import { route } from "@/lib/server/api/route";
import { getSignInRules, saveSignInRules } from "@/lib/server/users/sign-in-rules";

export const GET = route({
  summary: "Reads who has to have a second factor, and whether providers alone sign people in.",
  permission: "security:administer",
  input: z.object({}),
  output: signInRulesSchema,
  handle: getSignInRules,
});

export const PUT = route({
  summary: "Changes how people sign in; sessions that the new rules do not allow end.",
  permission: "security:administer",
  input: saveSignInRulesSchema,
  output: signInRulesSchema,
  handle: saveSignInRules,
});
