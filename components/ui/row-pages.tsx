"use client";

/** Says which rows of a long list are shown, and leads to those before and after them. */
import { useTranslations } from "next-intl";
import { PAGE_ROWS } from "@/lib/domain/screen/page";
import { Button } from "./button";
import type { Pages } from "./use-pages";

type RowPagesProps = {
  asked: Pages["asked"];
  onSkip: (skip: number) => void;
  /** So many rows are shown, of so many that match. */
  shown: number;
  count: number;
};

/** Nothing is drawn of a list that is shown whole. */
export function RowPages({ asked: { skip }, onSkip, shown, count }: RowPagesProps) {
  const t = useTranslations("ui.pages");
  if (count <= shown && skip === 0) return null;
  return (
    <nav aria-label={t("label")} className="flex flex-wrap items-center gap-2 text-sm text-ink-3">
      <span role="status">
        {t("range", { from: Math.min(skip + 1, count), to: Math.min(skip + shown, count), count })}
      </span>
      <Button
        size="small"
        disabled={skip === 0}
        onClick={() => onSkip(Math.max(0, skip - PAGE_ROWS))}
      >
        {t("previous")}
      </Button>
      <Button
        size="small"
        disabled={skip + shown >= count}
        onClick={() => onSkip(skip + PAGE_ROWS)}
      >
        {t("next")}
      </Button>
    </nav>
  );
}
