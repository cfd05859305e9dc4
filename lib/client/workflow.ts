/** The requests for the moves of a day, one by one or in bulk. */
import type { MovesInput } from "../contracts/workflow";
import type { MoveName } from "../domain/workflow/workflow";
import { api } from "./http";
import type { DayKey } from "./reconciliations";

export type MoveAttempt = {
  move: MoveName;
  /**
   * The version of the day on the screen; the server responds with a conflict when it has changed
   * since.
   */
  version: number;
  text?: string;
};

export function moveDay(key: DayKey, { move, ...input }: MoveAttempt, idempotencyKey: string) {
  const path = `/api/reconciliations/{centreId}/{date}/${move}` as const;
  return api.send("POST", path, { params: key, body: input, idempotencyKey });
}

export function moveDays(input: Pick<MovesInput, "move" | "days">, idempotencyKey: string) {
  return api.send("POST", "/api/reconciliations/moves", { body: input, idempotencyKey });
}
