"use client";

/**
 * Shows the chosen line beside the list: what should be in the till, the likely causes, the form
 * that explains it, its slips and its history. Once it is explained, the next line that needs an
 * explanation follows, in the order of the list.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { dayQuery } from "@/lib/client/reconciliations";
import { showDayInLists } from "@/lib/client/show-day-in-lists";
import type { DayDetail, LineRow } from "@/lib/contracts/reconciliation";
import { formatLineKey, isSamePosition, type LineKey } from "@/lib/domain/keys";
import { parseLineKey } from "@/lib/domain/screen/line-address";
import { useShortcuts } from "../shell/shortcuts";
import { ErrorState } from "../ui/error-state";
import { DayActions } from "../workflow/day-actions";
import { DayAudit } from "./day-audit";
import { DayLine, type LineRights } from "./day-line";
import { PANEL_FORM } from "./panel-form";
import { PanelFooter } from "./panel-footer";
import { PanelHead } from "./panel-head";
import { useDrafts } from "./use-drafts";
import { readLineParameter, replaceLineParameter } from "./use-line-address";
import { usePanelOrder } from "./use-panel-order";

type LinePanelProps = {
  lineKey: LineKey;
  rights: LineRights;
  /** The business date to which the filters of the list refer. */
  today: string;
};

/** A day that was read this recently is shown without reading it again. */
const FRESH_MS = 5_000;

export function LinePanel({ lineKey, rights, today }: LinePanelProps) {
  const t = useTranslations("reconciliation.panel");
  const order = usePanelOrder(lineKey, today);
  const { centreId, businessDate } = lineKey;
  const dayKey = { centreId, date: businessDate };
  const { data: day, error, refetch } = useQuery({ ...dayQuery(dayKey), staleTime: FRESH_MS });
  const line = day?.lineDetails.find((one) => isSamePosition(one, lineKey));
  const shown: LineRow | undefined = line ?? order.line;
  useShortcuts({ Escape: closePanel }, { scope: "reconciliation" });
  return (
    <div className="flex h-full min-h-0 flex-col">
      {shown !== undefined && <PanelHead line={shown} order={order} onClose={closePanel} />}
      <div className="min-h-0 flex-1 overflow-y-auto pb-4" tabIndex={-1}>
        {day === undefined || line === undefined ? (
          error === null ? (
            <p role="status" className="px-5 py-4 text-ink-3">
              {day === undefined ? t("reading") : t("gone")}
            </p>
          ) : (
            <ErrorState error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <PanelLine
            key={formatLineKey(lineKey)}
            {...{ day, dayKey, line, rights }}
            onExplained={order.goNext}
          />
        )}
      </div>
      <PanelFooter line={shown} may={rights.explain && day?.state === "open"} order={order} />
    </div>
  );
}

type PanelLineProps = {
  day: DayDetail;
  dayKey: { centreId: string; date: string };
  line: DayDetail["lineDetails"][number];
  rights: LineRights;
  onExplained: () => void;
};

function PanelLine({ day, dayKey, line, rights, onExplained }: PanelLineProps) {
  const client = useQueryClient();
  const drafts = useDrafts(formatLineKey(line));
  const show = (next: DayDetail) => {
    client.setQueryData(dayQuery(dayKey).queryKey, next);
    showDayInLists(client, next);
  };
  /** The keys of a line that is about to leave must not change it. */
  const isCurrent = () => {
    const key = parseLineKey(readLineParameter());
    return key !== null && formatLineKey(key) === formatLineKey(line);
  };
  return (
    <div className="[--edge:20px]">
      <DayLine
        {...{ day, dayKey, line, rights, onExplained, isCurrent }}
        {...drafts}
        headless
        formId={PANEL_FORM}
        onSaved={show}
        onReload={() => void client.fetchQuery({ ...dayQuery(dayKey), staleTime: 0 })}
      />
      <div className="px-edge">
        <DayActions day={day} dayKey={dayKey} onMoved={show} />
        <DayAudit day={day} mayVerify={false} />
      </div>
    </div>
  );
}

/** The focus returns to the row that has been shown. */
function closePanel(): void {
  replaceLineParameter(null);
  document
    .querySelector<HTMLElement>("tr[data-index][tabindex='0']")
    ?.focus({ preventScroll: true });
}
