/** The requests for the moves of a day, one by one or in bulk. */
import { queryOptions } from "@tanstack/react-query";
import type { MovePreviewInput, UndoInput } from "../contracts/sign-off";
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

type PreviewedMoves = Pick<MovePreviewInput, "move"> & {
  days: readonly MovePreviewInput["days"][number][];
};

/** It is read each time that it is shown, and does not change while somebody reads it. */
export function movePreviewQuery({ move, days }: PreviewedMoves) {
  return queryOptions({
    queryKey: ["move-preview", move, days],
    queryFn: () => {
      const keys = days.map(({ centreId, date }) => ({ centreId, date }));
      const body = { move, days: keys };
      return api.send("POST", "/api/reconciliations/moves/preview", { body });
    },
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export function undoMoves(input: UndoInput, idempotencyKey: string) {
  return api.send("POST", "/api/reconciliations/moves/undo", { body: input, idempotencyKey });
}

export type MovesAttempt = Pick<MovesInput, "move" | "days"> & { text?: string };

export function moveDays(input: MovesAttempt, idempotencyKey: string) {
  return api.send("POST", "/api/reconciliations/moves", { body: input, idempotencyKey });
}
