/** The browser's side of trying the connection: one centre, one day, nothing stored. */
import type { z } from "zod";
import type { probeSchema } from "../contracts/connection";
import { api } from "./http";

export function probeConnection(asked: z.input<typeof probeSchema>) {
  return api.send("POST", "/api/cashrec/probe", { body: asked });
}
