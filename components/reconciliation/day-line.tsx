"use client";

/**
 * Shows the selected line: what should be in the till and every count of it, and beside them the
 * likely causes, the explanation, and the attachments.
 */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { DayKey } from "@/lib/client/reconciliations";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { isSamePosition } from "@/lib/domain/keys";
import { Attachments } from "../explanation/attachments";
import type { Draft } from "../explanation/explain-form";
import {
  type ExplainedLine,
  getNames,
  pickPosition,
  toExplainedLine,
} from "../explanation/explained-line";
import { Hints } from "../explanation/hints";
import { LineExplanation } from "../explanation/line-explanation";
import type { LineExplanationProps } from "../explanation/use-line-explanation";
import { Recount } from "../explanation/recount";
import { Difference } from "../money/difference";
import { DayThread } from "../thread/day-thread";
import { RuleText } from "../tolerance/rule-text";
import { DayCounts } from "./day-counts";
import { DayFloat } from "./day-float";
import { DayWaterfall } from "./day-waterfall";
import { LineNotes } from "./line-notes";

type Line = DayDetail["lineDetails"][number];
type Check = DayDetail["openings"][number];

export type LineRights = { explain: boolean; note: boolean; recount: boolean };

type DetailProps = {
  day: DayDetail;
  dayKey: DayKey;
  rights: LineRights;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onSaved: (day: DayDetail) => void;
  /** It is called when something was written whose response does not contain the day. */
  onReload: () => void;
  /** The panel beside the list has a heading of its own, and the button of the form. */
  headless?: boolean;
} & Pick<LineExplanationProps, "onExplained" | "formId" | "isCurrent">;

export function DayLine({ line, ...about }: DetailProps & { line: Line }) {
  const t = useTranslations("day.waterfall");
  const { day, rights, onReload } = about;
  const { shift, till, tender } = getNames(day, line);
  const version = day.sheetVersions.find(({ hash, isThinned }) => {
    return hash !== null && !isThinned;
  })?.version;
  const counts = day.counts.filter((one) => isSamePosition(one, line));
  const address = { ...about.dayKey, ...pickPosition(line) };
  const summary = day.threads.find((one) => isSamePosition(one, line));
  const onUse = (text: string) => about.onDraft({ ...about.draft, text });
  return (
    <Frame
      {...{ ...about, line }}
      name={`${shift}, ${till}, ${tender}`}
      thread={
        <DayThread
          line={address}
          summary={summary}
          may={rights.note}
          onUse={rights.explain && day.state === "open" ? onUse : undefined}
        />
      }
      aside={
        <>
          <DayCounts line={line} counts={counts} />
          <LineNotes {...{ day, line }} />
          <Hints {...{ day, position: line }} />
          {counts.length > 0 && (
            <Recount {...{ day, position: line }} may={rights.recount} onRequested={onReload} />
          )}
        </>
      }
    >
      <h3 className="mb-1 font-medium! text-ink-2">{t("title")}</h3>
      <DayWaterfall line={line} version={version} count={counts[0]} />
      <p className="mt-2 text-xs text-ink-2">
        <RuleText line={line} />
      </p>
    </Frame>
  );
}

export function DayCheck({ check, ...about }: DetailProps & { check: Check }) {
  const t = useTranslations("explanation.floats");
  const { shift, till } = getNames(about.day, check);
  const name = t("name", { line: `${shift}, ${till}`, check: t(`checks.${check.tenderId}`) });
  return (
    <Frame {...about} line={toExplainedLine(about.day, check)} name={name}>
      <DayFloat check={check} currency={about.day.currency} />
    </Frame>
  );
}

type FrameProps = DetailProps & {
  line: ExplainedLine;
  name: string;
  /** It stands below the figures in two columns, and last in one. */
  aside?: ReactNode;
  /** Who has the line, and what is written about it. */
  thread?: ReactNode;
  children: ReactNode;
};

function Frame(props: FrameProps) {
  const { line, name, aside, thread, children, rights, headless } = props;
  const { draft, onDraft, onSaved, onExplained, formId, isCurrent, day, dayKey } = props;
  const t = useTranslations("explanation");
  const explaining = { day, dayKey, line, draft, onDraft, onSaved, onExplained, formId, isCurrent };
  const hasAttachments = day.attachments.some(({ shiftId, tillId, tenderId }) => {
    return shiftId === line.shiftId && tillId === line.tillId && tenderId === line.tenderId;
  });
  const mayAttach = rights.note && day.state !== "closed";
  return (
    <section
      aria-labelledby={headless === true ? undefined : "day-line"}
      data-line-detail=""
      className="@container scroll-mt-10"
    >
      {headless !== true && (
        <h2
          id="day-line"
          className="mx-edge mt-2 flex flex-wrap gap-x-3 border-t border-rule pt-6 pb-2"
        >
          {name}
          <Difference
            minor={line.differenceMinor}
            currency={line.currency}
            verdict={line.verdict}
          />
        </h2>
      )}
      <div className="grid gap-x-10 px-edge @min-[760px]:grid-cols-[minmax(0,1.42fr)_minmax(0,1fr)] @min-[760px]:grid-rows-[auto_1fr]">
        <div className="min-w-0">{children}</div>
        <div className="mt-7 min-w-0 @min-[760px]:col-start-2 @min-[760px]:row-span-2 @min-[760px]:row-start-1 @min-[760px]:mt-0">
          {line.verdict !== "matched" && <LineExplanation {...explaining} may={rights.explain} />}
          {(hasAttachments || mayAttach) && (
            <section aria-labelledby="line-slips" className="mt-6 first:mt-0">
              <h3 id="line-slips" className="mb-1 font-medium! text-ink-2">
                {t("attachments.title")}
              </h3>
              <div className="border-t border-rule-strong">
                <Attachments {...{ day, dayKey, onSaved }} position={line} may={mayAttach} />
              </div>
            </section>
          )}
          {thread}
        </div>
        {aside !== undefined && (
          <div className="min-w-0 @min-[760px]:col-start-1 @min-[760px]:row-start-2">{aside}</div>
        )}
      </div>
    </section>
  );
}
