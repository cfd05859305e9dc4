"use client";

/** Names the lines because of which none was explained, and why; they can be left out. */
import { useLocale, useTranslations } from "next-intl";
import type { RefusedLine } from "@/lib/contracts/explain-lines";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { formatBusinessDate } from "@/lib/domain/format";
import { formatLineKey } from "@/lib/domain/keys";
import { Button } from "../ui/button";

const SHOWN_MAX = 8;

type RefusedLinesProps = {
  /** These are the lines that were to be explained. */
  lines: readonly LineRow[];
  refused: readonly RefusedLine[];
  onLeaveOut: (keys: readonly string[]) => void;
};

export function RefusedLines({ lines, refused, onLeaveOut }: RefusedLinesProps) {
  const t = useTranslations("explain-many");
  const language = useLocale();
  if (refused.length === 0) return null;
  const known = new Map(lines.map((line) => [formatLineKey(line), line]));
  const keyOf = ({ date, ...key }: RefusedLine) => formatLineKey({ ...key, businessDate: date });
  const nameOf = (one: RefusedLine) => {
    const line = known.get(keyOf(one));
    return [
      line?.centreName ?? one.centreId,
      formatBusinessDate(one.date, language, "short"),
      line?.shiftName ?? one.shiftId,
      line?.tillName ?? one.tillId,
      line?.tenderName ?? one.tenderId,
    ].join(", ");
  };
  return (
    <>
      <ul aria-label={t("refused")} className="grid gap-1 text-sm text-ink-2">
        {refused.slice(0, SHOWN_MAX).map((one) => (
          <li key={keyOf(one)}>
            <b className="font-medium text-ink">{nameOf(one)}</b>: {t(`reasons.${one.reason}`)}
          </li>
        ))}
        {refused.length > SHOWN_MAX && <li>{t("more", { count: refused.length - SHOWN_MAX })}</li>}
      </ul>
      {refused.length < lines.length && (
        <p>
          <Button onClick={() => onLeaveOut(refused.map(keyOf))}>
            {t("leave-out", { count: refused.length })}
          </Button>
        </p>
      )}
    </>
  );
}
