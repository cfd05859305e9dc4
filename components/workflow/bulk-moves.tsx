"use client";

/** Offers what can be done with the selected lines and their days, each of which asks first. */
import { useTranslations } from "next-intl";
import type { Day, LineRow } from "@/lib/contracts/reconciliation";
import { formatDayKey } from "@/lib/domain/keys";
import { MOVE_PERMISSIONS, MOVED_DAYS_MAX } from "@/lib/domain/workflow/workflow";
import type { Permission } from "@/lib/domain/permission";
import { ExplainSelected, listExplainable } from "../explanation/explain-selected";
import { Button } from "../ui/button";
import { useSignOff } from "./sign-off-context";

/** These are the states of days to which a move may apply; the preview knows better. */
const MOVES = [
  { move: "review", states: ["open"] },
  { move: "approval", states: ["reviewed"] },
  { move: "closure", states: ["reviewed", "approved"] },
] as const satisfies readonly { move: string; states: readonly Day["state"][] }[];

type BulkMovesProps = {
  selected: readonly LineRow[];
  days: readonly Day[];
  permissions: readonly Permission[];
  /** Lines are selected. */
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function BulkMoves({ selected, days, permissions, onOpenChange }: BulkMovesProps) {
  const t = useTranslations("sign-off");
  const signOff = useSignOff();
  const chosen = listDays(selected, days);
  const offered = MOVES.flatMap(({ move, states }) => {
    const fitting = chosen.filter(({ state }) => states.some((each) => each === state));
    const may = permissions.includes(MOVE_PERMISSIONS[move]);
    return may && fitting.length > 0 ? [{ move, days: fitting }] : [];
  });
  const mayExplain = permissions.includes("reconciliation:explain");
  const explainable = mayExplain ? listExplainable(selected) : [];
  if (offered.length === 0 && explainable.length === 0) return null;
  return (
    <div className="no-print flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-rule-strong bg-sheet px-edge py-2">
      <p role="group" aria-label={t("bulk.label")} className="flex flex-wrap gap-2">
        {explainable.length > 0 && (
          <ExplainSelected lines={explainable} onDone={() => onOpenChange(false)} />
        )}
        {offered.map(({ move, days: fitting }) => (
          <Button
            key={move}
            disabled={fitting.length > MOVED_DAYS_MAX}
            onClick={() =>
              signOff({
                move,
                days: fitting.map(({ centreId, businessDate: date }) => ({ centreId, date })),
                onMoved: () => onOpenChange(false),
              })
            }
          >
            {t(`bulk.${move}`, { count: fitting.length })}
          </Button>
        ))}
      </p>
    </div>
  );
}

/** Lists each day of the lines once. */
function listDays(selected: readonly LineRow[], days: readonly Day[]): Day[] {
  const wanted = new Set(selected.map(formatDayKey));
  return days.filter((day) => wanted.delete(formatDayKey(day)));
}
