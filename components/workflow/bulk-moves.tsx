"use client";

/**
 * Moves the days of the selected lines, each by itself: it counts what succeeded, and names the
 * reason for every day that could not be moved.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { moveDays } from "@/lib/client/workflow";
import type { Day, LineRow } from "@/lib/contracts/reconciliation";
import type { MoveResults } from "@/lib/contracts/workflow";
import { formatBusinessDate } from "@/lib/domain/format";
import { formatDayKey } from "@/lib/domain/keys";
import { MOVE_PERMISSIONS, MOVED_DAYS_MAX, type MoveName } from "@/lib/domain/workflow/workflow";
import type { Permission } from "@/lib/domain/permission";
import { Button } from "../ui/button";

/** The states of the days are read before each move. */
const MOVES = [
  { move: "review", states: ["open"] },
  { move: "approval", states: ["reviewed"] },
  { move: "closure", states: ["reviewed", "approved"] },
] as const satisfies readonly { move: MoveName; states: readonly Day["state"][] }[];

const SHOWN_MAX = 8;

type BulkMovesProps = {
  selected: readonly LineRow[];
  days: readonly Day[];
  permissions: readonly Permission[];
  /** Lines are selected; the result of the last move stays until it is dismissed. */
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function BulkMoves({ selected, days, permissions, onOpenChange }: BulkMovesProps) {
  const t = useTranslations("workflow");
  const client = useQueryClient();
  const moving = useMutation({
    mutationFn: ({ move, days: chosen }: { move: MoveName; days: readonly Day[] }) =>
      moveDays(
        {
          move,
          days: chosen.map(({ centreId, businessDate, version }) => {
            return { centreId, date: businessDate, version };
          }),
        },
        crypto.randomUUID(),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["reconciliations"] });
      onOpenChange(false);
    },
  });
  const chosen = listDays(selected, days);
  const offered = MOVES.flatMap(({ move, states }) => {
    const fitting = chosen.filter(({ state }) => states.some((each) => each === state));
    const may = permissions.includes(MOVE_PERMISSIONS[move]);
    return may && fitting.length > 0 ? [{ move, days: fitting }] : [];
  });
  if (offered.length === 0 && moving.data === undefined && moving.error === null) return null;
  return (
    <div className="no-print sticky bottom-8 z-7 flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-rule-strong bg-sheet px-edge py-2 max-sm:bottom-[60px]">
      <p role="group" aria-label={t("bulk.label")} className="flex flex-wrap gap-2">
        {offered.map(({ move, days: fitting }) => (
          <Button
            key={move}
            disabled={fitting.length > MOVED_DAYS_MAX || moving.isPending}
            working={moving.isPending && moving.variables.move === move && t("working")}
            onClick={() => moving.mutate({ move, days: fitting })}
          >
            {t(`bulk.${move}`, { count: fitting.length })}
          </Button>
        ))}
      </p>
      <div role="status" className="min-w-0 grow text-sm">
        {moving.error !== null && (
          <p className="text-short">{t("bulk.failed", { detail: moving.error.message })}</p>
        )}
        {moving.data !== undefined && <Results results={moving.data.results} days={days} />}
      </div>
      {(moving.data !== undefined || moving.error !== null) && (
        <Button kind="bare" onClick={() => moving.reset()}>
          {t("bulk.dismiss")}
        </Button>
      )}
    </div>
  );
}

type ResultsProps = { results: MoveResults["results"]; days: readonly Day[] };

function Results({ results, days }: ResultsProps) {
  const t = useTranslations("workflow");
  const language = useLocale();
  const left = results.flatMap((result) => ("code" in result ? [result] : []));
  const moved = results.length - left.length;
  const findName = (id: string) => days.find(({ centreId }) => centreId === id)?.centreName ?? id;
  return (
    <>
      {moved > 0 && <p>{t("bulk.done", { count: moved })}</p>}
      {left.length > 0 && (
        <>
          <p>{t("bulk.left", { count: left.length })}</p>
          <ul aria-label={t("bulk.results")} className="text-ink-2">
            {left.slice(0, SHOWN_MAX).map(({ centreId, date, reason, code, detail }) => (
              <li key={`${centreId} ${date}`}>
                {t("bulk.one", {
                  centre: findName(centreId),
                  date: formatBusinessDate(date, language, "short"),
                  why:
                    reason !== null
                      ? t(`short-refusals.${reason}`)
                      : code === "CONFLICT"
                        ? t("conflict")
                        : detail,
                })}
              </li>
            ))}
            {left.length > SHOWN_MAX && (
              <li>{t("bulk.more", { count: left.length - SHOWN_MAX })}</li>
            )}
          </ul>
        </>
      )}
    </>
  );
}

/** Lists each day of the lines once. */
function listDays(selected: readonly LineRow[], days: readonly Day[]): Day[] {
  const wanted = new Set(selected.map(formatDayKey));
  return days.filter((day) => wanted.delete(formatDayKey(day)));
}
