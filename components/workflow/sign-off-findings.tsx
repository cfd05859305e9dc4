"use client";

/** What is complete and what is open in the days that are signed, and which days stay, by name. */
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { MovePreview } from "@/lib/contracts/sign-off";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { useSignOffText } from "./sign-off-text";

export function SignOffFindings({ preview }: { preview: MovePreview }) {
  const t = useTranslations("sign-off");
  const { days, lines, staying } = preview;
  const waived = lines.uncounted - lines.unwaived;
  return (
    <ul className="grid gap-2 text-sm">
      {days.length > 0 && (
        <>
          <Finding warns={lines.unwaived > 0}>
            {lines.uncounted === 0
              ? t("all-counted")
              : t("uncounted", { waived, unwaived: lines.unwaived })}
          </Finding>
          <Finding warns={lines.unexplained > 0}>
            {t("explained", {
              explained: Math.max(lines.aboveTolerance - lines.unexplained, 0),
              count: lines.aboveTolerance,
            })}
          </Finding>
          {lines.withinTolerance > 0 && (
            <Finding>{t("within-tolerance", { count: lines.withinTolerance })}</Finding>
          )}
        </>
      )}
      {staying.length > 0 && (
        <Finding warns>
          <b>{t("staying", { count: staying.length })}</b>
          <StayingDays staying={staying} />
        </Finding>
      )}
    </ul>
  );
}

const SHOWN_MAX = 4;

function StayingDays({ staying }: Pick<MovePreview, "staying">) {
  const t = useTranslations("sign-off");
  const [shown, folded] = [staying.slice(0, SHOWN_MAX), staying.slice(SHOWN_MAX)];
  const list = (days: MovePreview["staying"]) => (
    <ul aria-label={t("staying", { count: staying.length })} className="text-ink-2">
      {days.map((day) => (
        <StayingDay key={`${day.centreId} ${day.date}`} day={day} />
      ))}
    </ul>
  );
  return (
    <>
      {list(shown)}
      {folded.length > 0 && (
        <details>
          <summary className="min-h-6 cursor-pointer text-accent underline">
            {t("bulk.more", { count: folded.length })}
          </summary>
          {list(folded)}
        </details>
      )}
    </>
  );
}

function StayingDay({ day }: { day: MovePreview["staying"][number] }) {
  const moves = useTranslations("workflow");
  const format = useFormatter();
  const { nameDay, left } = useSignOffText("review");
  const people = format.list(day.people, { type: "disjunction" });
  return (
    <li>
      {nameDay(day)}: {left(day)}
      {people !== "" && ` ${moves("who-can", { people })}`}
    </li>
  );
}

function Finding({ warns = false, children }: { warns?: boolean; children: ReactNode }) {
  return (
    <li className="flex gap-2">
      <Icon
        name={warns ? "warn" : "check"}
        className={classNames("mt-0.5 size-4", warns ? "text-uncounted" : "text-matched")}
      />
      <div className="min-w-0">{children}</div>
    </li>
  );
}
