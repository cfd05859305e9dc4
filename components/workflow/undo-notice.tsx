"use client";

/**
 * Says what was signed and what stayed, and offers to undo it for ten seconds, which pause while
 * the notice is hovered or focused. Days that stayed although they were to move keep it on the
 * screen until it is closed.
 */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { undoMoves } from "@/lib/client/workflow";
import { useShortcuts } from "../shell/shortcuts";
import { Button } from "../ui/button";
import { useProblemText } from "../ui/error-state";
import { Icon } from "../ui/icon";
import { Kbd } from "../ui/kbd";
import type { Signed } from "./sign-off-request";
import { useSignOffText } from "./sign-off-text";
import { useUndoTime } from "./use-undo-time";
import { newAttempt } from "@/lib/client/new-attempt";

type UndoNoticeProps = { signed: Signed; onUndone: () => void; onClose: () => void };

export function UndoNotice({ signed, onUndone, onClose }: UndoNoticeProps) {
  const t = useTranslations("sign-off");
  const { text, moved, stayed } = useOutcome(signed);
  const undoing = useMutation({
    mutationFn: () => {
      const days = moved.map(({ centreId, date, version }) => ({ centreId, date, version }));
      return undoMoves({ days }, newAttempt());
    },
    onSuccess: onUndone,
  });
  const problem = useProblemText(undoing.error);
  const undone = undoing.data?.results ?? null;
  const notUndone = undone?.flatMap((result) => ("code" in result ? [result] : [])) ?? [];
  const { seconds, pause } = useUndoTime(onClose, {
    stays: undoing.isPending || undoing.isError || notUndone.length > 0 || stayed.length > 0,
  });
  const offers = undoing.isIdle && seconds > 0;
  useShortcuts({ u: () => undoing.mutate() }, { scope: "undo", off: !offers });
  const sentence =
    undone === null ? text : t("undo.done", { count: undone.length - notUndone.length });
  return (
    <div
      role="region"
      aria-label={t("undo.label")}
      className="floating no-print fixed bottom-[76px] left-4 z-30 max-w-[min(560px,calc(100vw-32px))] py-2 pr-2 pl-4 text-sm sm:bottom-11 sm:left-[100px]"
      onPointerEnter={() => pause(true)}
      onPointerLeave={() => pause(false)}
      onFocus={() => pause(true)}
      onBlur={() => pause(false)}
    >
      <div className="flex items-center gap-3">
        {/* The seconds are not part of it, because a screen reader would read each of them. */}
        <p role="status" className="min-w-0">
          {undoing.isError ? problem.sentence : sentence}
          {offers && <span className="sr-only"> {t("undo.hint")}</span>}
        </p>
        {(offers || undoing.isPending) && (
          <Button
            size="small"
            working={undoing.isPending && t("undo.working")}
            onClick={() => undoing.mutate()}
          >
            {t("undo.verb")}
            <span aria-hidden="true" className="flex items-center gap-1.5 text-ink-3">
              <Kbd>U</Kbd>
              {t("undo.seconds", { seconds })}
            </span>
          </Button>
        )}
        <button
          type="button"
          aria-label={t("bulk.dismiss")}
          onClick={onClose}
          className="grid size-11 shrink-0 place-items-center rounded-md hover:bg-hover sm:size-8"
        >
          <Icon name="close" />
        </button>
      </div>
      <Stayed signed={signed} stayed={undone === null ? stayed : notUndone} />
    </div>
  );
}

/** Names the days in the order in which they were to move; `left` are those that did not. */
function useOutcome({ move, preview, results }: Signed) {
  const t = useTranslations("sign-off");
  const { nameDay } = useSignOffText(move);
  const moved = results.flatMap((result) => ("code" in result ? [] : [result]));
  const stayed = results.flatMap((result) => ("code" in result ? [result] : []));
  const only = preview.days.find(({ centreId, date }) => {
    return centreId === moved[0]?.centreId && date === moved[0].date;
  });
  const left = stayed.length + preview.staying.length;
  const done =
    moved.length === 1 && only !== undefined
      ? t(`undo.signed-one.${move}`, { day: nameDay(only) })
      : t(`undo.signed.${move}`, { count: moved.length });
  const text = left === 0 ? done : `${done} · ${t("undo.left", { count: left })}`;
  return { text, moved, stayed };
}

type Left = { centreId: string; date: string; code: string; reason: string | null; detail: string };

const SHOWN_MAX = 8;

function Stayed({ signed, stayed }: { signed: Signed; stayed: readonly Left[] }) {
  const t = useTranslations("sign-off");
  const moves = useTranslations("workflow");
  const { nameDay } = useSignOffText(signed.move);
  if (stayed.length === 0) return null;
  const nameOf = ({ centreId, date }: Left) => {
    const day = signed.preview.days.find((each) => each.centreId === centreId);
    return nameDay({ centreName: day?.centreName ?? centreId, date });
  };
  const why = ({ reason, code, detail }: Left) => {
    const key = reason ?? code;
    if (t.has(`undo.refusals.${key}`)) return t(`undo.refusals.${key}`);
    if (moves.has(`short-refusals.${key}`)) return moves(`short-refusals.${key}`);
    return code === "CONFLICT" ? t("changed") : detail;
  };
  return (
    <ul aria-label={t("bulk.results")} className="max-h-48 overflow-y-auto pb-1 text-ink-2">
      {stayed.slice(0, SHOWN_MAX).map((day) => (
        <li key={`${day.centreId} ${day.date}`}>
          {nameOf(day)}: {why(day)}
        </li>
      ))}
      {stayed.length > SHOWN_MAX && <li>{t("bulk.more", { count: stayed.length - SHOWN_MAX })}</li>}
    </ul>
  );
}
