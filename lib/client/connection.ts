/** Tests the connection with one centre and one day; nothing is stored. */
import type { z } from "zod";
import type { acceptQuestionsSchema, probeSchema } from "../contracts/connection";
import { api } from "./http";

export function probeConnection(asked: z.input<typeof probeSchema>) {
  return api.send("POST", "/api/cashrec/probe", { body: asked });
}

/** Responses of this form are stored from now on. */
export function acceptQuestions(body: z.input<typeof acceptQuestionsSchema>) {
  return api.send("POST", "/api/cashrec/accepted-questions", { body });
}
