"use client";

/** Tells that a recount is requested: by whom, since when, and why, in their own words. */
import { useTranslations } from "next-intl";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";
import type { CountTender } from "./count-text";

type RecountNoteProps = { recount: NonNullable<CountTender["recount"]>; className?: string };

export function RecountNote({ recount, className }: RecountNoteProps) {
  const t = useTranslations("till-count.recount");
  return (
    <div className={className}>
      <div className="flex items-start gap-2.5 rounded-md bg-uncounted-wash px-3 py-2.5">
        <Icon name="history" className="mt-0.5 size-4 text-uncounted" />
        <div className="min-w-0">
          <p>
            <b>{t("title")}</b> {t("asked-by", { name: recount.by })}{" "}
            <Instant iso={recount.at} style="short" />.
          </p>
          <p className="wrap-anywhere whitespace-pre-wrap">{recount.text}</p>
        </div>
      </div>
    </div>
  );
}
