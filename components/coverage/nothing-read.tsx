"use client";

/** Tells that no cash sheet of these days was read, so that an empty calendar is no good news. */
import { useTranslations } from "next-intl";
import type { Span } from "@/lib/client/coverage";
import type { CoverageCalendar } from "@/lib/contracts/today";
import { ButtonLink } from "../ui/button-link";
import { Notice } from "../ui/notice";

export function NothingRead({ rows, span }: { rows: CoverageCalendar["rows"]; span: Span }) {
  const t = useTranslations("coverage.unread");
  const isUnread = rows.every(({ days }) => days.every(({ state }) => state === "unread"));
  if (rows.length === 0 || !isUnread) return null;
  return (
    <Notice
      kind="info"
      title={t("title")}
      action={
        <ButtonLink href={`/reconciliations?from=${span.from}&to=${span.to}`}>
          {t("action")}
        </ButtonLink>
      }
    >
      {t("hint")}
    </Notice>
  );
}
