"use client";

/**
 * Shows what can be done with a day next: the move that leads on, and the way back. A move that the
 * reader may not make stays visible, and tells why and who can make it.
 */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { currentOf } from "@/lib/client/conflict";
import { moveDay } from "@/lib/client/workflow";
import type { DayKey } from "@/lib/client/reconciliations";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { isUndoable } from "@/lib/domain/workflow/undo";
import type { MoveName } from "@/lib/domain/workflow/workflow";
import { useShortcuts } from "../shell/shortcuts";
import { Button } from "../ui/button";
import { lazyOverlay } from "../ui/lazy-overlay";
import type { ReasonedMove } from "./move-dialog";
import { useRefusalText } from "./refusal-text";
import { useMoveProblem } from "./move-problem";
import { useSignOff } from "./sign-off-context";
import { newAttempt } from "@/lib/client/new-attempt";

const MoveDialog = lazyOverlay(() => import("./move-dialog").then((dialog) => dialog.MoveDialog));

type DayActionsProps = { day: DayDetail; dayKey: DayKey; onMoved: (day: DayDetail) => void };

export function DayActions({ day, dayKey, onMoved }: DayActionsProps) {
  const t = useTranslations("workflow");
  const [confirming, setConfirming] = useState<ReasonedMove | null>(null);
  const signOff = useSignOff();
  const moving = useMutation({
    mutationFn: ({ move, text }: { move: ReasonedMove; text: string }) =>
      moveDay(dayKey, { move, version: day.version, text }, newAttempt()),
    onSuccess: (moved) => {
      setConfirming(null);
      onMoved(moved);
    },
    onError: (error) => {
      const current = currentOf<DayDetail>(error);
      if (current !== null) onMoved(current);
    },
  });
  const problem = useMoveProblem(moving.error);
  const offered = offeredMoves(day);
  const start = (move: MoveName) => {
    if (day.may[move] !== null || moving.isPending) return;
    moving.reset();
    // What is signed is shown first; the other moves ask for their reason.
    if (isUndoable(move)) signOff({ move, days: [dayKey] });
    else setConfirming(move);
  };
  useShortcuts({ r: () => start("review"), a: () => start("approval") }, { scope: "day" });
  if (day.version === 0) return null;
  return (
    <div className="no-print mt-5 grid gap-2">
      {offered.map((move, index) => (
        <Move
          key={move}
          move={move}
          day={day}
          isFirst={index === 0}
          working={moving.isPending && moving.variables.move === move}
          onStart={() => start(move)}
        />
      ))}
      <p role="status" className="text-sm">
        {problem !== null && confirming === null && <span className="text-short">{problem}</span>}
        {moving.isSuccess && t(`done.${moving.variables.move}`)}
      </p>
      <MoveDialog
        key={confirming}
        open={confirming !== null}
        onOpenChange={(open) => !open && setConfirming(null)}
        move={confirming}
        problem={problem}
        working={moving.isPending}
        onMove={(move, text) => moving.mutate({ move, text })}
      />
    </div>
  );
}

type MoveProps = {
  move: MoveName;
  day: DayDetail;
  isFirst: boolean;
  working: boolean;
  onStart: () => void;
};

function Move({ move, day, isFirst, working, onStart }: MoveProps) {
  const t = useTranslations("workflow");
  const refusalText = useRefusalText();
  const refusal = day.may[move];
  return (
    <div className="grid gap-1">
      <Button
        {...(isFirst && refusal === null ? { kind: "do" as const } : {})}
        disabled={refusal !== null}
        working={working && t("working")}
        onClick={onStart}
      >
        {t(`verbs.${move}`)}
      </Button>
      {refusal !== null && <p className="text-xs text-ink-2">{refusalText(move, refusal, day)}</p>}
    </div>
  );
}

/**
 * The next move forward comes before the way back; a change after sign-off is settled before
 * either.
 */
function offeredMoves({ state, changed, may }: DayDetail): MoveName[] {
  const settle: MoveName[] = changed === null ? [] : ["acceptance"];
  const back: MoveName[] = isHidden(may.reopening) ? [] : ["reopening"];
  if (state === "open") return isHidden(may.review) ? [] : ["review"];
  if (state === "closed") return [...settle, ...back];
  const needsApproval = may.closure?.reason === "approval-needed" || may.approval === null;
  const forward: MoveName[] =
    state === "reviewed" && needsApproval ? ["approval", "closure"] : ["closure"];
  return [...settle, ...forward.filter((move) => !isHidden(may[move])), ...back];
}

/** A move that none of the reader's roles can ever make is not listed. */
function isHidden(refusal: DayDetail["may"][MoveName]): boolean {
  return refusal?.reason === "not-permitted" && (refusal.people ?? []).length === 0;
}
