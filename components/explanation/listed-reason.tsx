"use client";

/**
 * Tells in one cell of the list why a line differs: how it was explained and by whom, else its
 * likely cause in lighter ink, else what remains to be done.
 */
import { useTranslations } from "next-intl";
import type { ListedLine } from "@/lib/contracts/reconciliation";
import { classifyFit } from "@/lib/domain/causes/arithmetic";
import { findNeed } from "@/lib/domain/workflow/outstanding";
import { useReasonText } from "../reason/use-reason-text";
import { Icon } from "../ui/icon";
import { useListedCauseText } from "./listed-cause-text";

/** Most lines have nothing to say, and a table has many lines. */
export function hasListedReason(line: ListedLine): boolean {
  return line.reason !== null || findNeed(line) !== "nothing";
}

export function ListedReason({ line }: { line: ListedLine }) {
  if (line.assignee === undefined) return <Why line={line} />;
  return (
    <>
      <Icon name="person" className="mr-1 size-3.5 align-[-2px] text-ink-3" />
      <span className="text-ink">{line.assignee}</span>
      <span className="text-ink-3"> · </span>
      <Why line={line} />
    </>
  );
}

function Why({ line }: { line: ListedLine }) {
  if (line.reason !== null) return <Explained line={line} code={line.reason} />;
  if (line.likelyCause !== undefined) return <Likely line={line} cause={line.likelyCause} />;
  return hasListedReason(line) ? <Needed line={line} /> : null;
}

function Explained({ line, code }: { line: ListedLine; code: string }) {
  const reasonText = useReasonText();
  const { text = "", by = "" } = line.explanation ?? {};
  const parts = [reasonText(code), text, by].filter((part) => part !== "");
  return (
    <span className="text-ink-2" title={parts.join(" · ")}>
      {parts.map((part, at) => (
        <span key={at} className={at === 0 ? "" : "text-ink-3"}>
          {at > 0 && " · "}
          {part}
        </span>
      ))}
    </span>
  );
}

type LikelyProps = { line: ListedLine; cause: NonNullable<ListedLine["likelyCause"]> };

function Likely({ line, cause }: LikelyProps) {
  const t = useTranslations("reason.column");
  const text = useListedCauseText(line)(cause);
  const fit = classifyFit(cause.score) === "possible" ? "possible" : "likely";
  return (
    <span className="text-ink-2" title={`${t(fit)}: ${text}`}>
      <b className="font-medium text-accent">
        {t(fit)}
        {/* Out of the flow, it would widen the page: the cell cuts its text. */}
        <span className="text-[0px]">:</span>
      </b>{" "}
      {text}
    </span>
  );
}

function Needed({ line }: { line: ListedLine }) {
  const t = useTranslations("reason.column");
  const need = findNeed(line) === "waiver" ? "to-count" : "to-explain";
  return <b className="font-medium text-uncounted">{t(need)}</b>;
}
