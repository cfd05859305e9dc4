/** The moves of a day, one by one or many at once, as the browser asks for them. */
import type { dayDetailSchema } from "../contracts/reconciliation";
import type { MovesInput, moveResultsSchema } from "../contracts/workflow";
import type { MoveName } from "../domain/workflow/workflow";
import { api } from "./http";
import type { DayKey } from "./reconciliations";

const PATH = "/api/reconciliations";

export type MoveAttempt = {
  move: MoveName;
  /** Of the day on the screen: a day that has changed since is a conflict. */
  version: number;
  text?: string;
};

export function moveDay(key: DayKey, { move, ...input }: MoveAttempt, idempotencyKey: string) {
  const path = `${PATH}/${encodeURIComponent(key.centreId)}/${key.date}/${move}`;
  return api.send<typeof dayDetailSchema>("POST", path, input, { idempotencyKey });
}

export function moveDays(input: Pick<MovesInput, "move" | "days">, idempotencyKey: string) {
  return api.send<typeof moveResultsSchema>("POST", `${PATH}/moves`, input, { idempotencyKey });
}
