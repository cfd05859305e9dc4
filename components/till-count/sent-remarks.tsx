"use client";

/** Lists what this person already sent about a count. Nothing of it can be changed. */
import { useTranslations } from "next-intl";
import type { OwnRemarks } from "@/lib/contracts/count-remark";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";

export function SentRemarks({ remarks }: { remarks: OwnRemarks }) {
  const t = useTranslations("till-count.remark");
  const { notes, photos } = remarks;
  if (notes.length + photos.length === 0) return null;
  return (
    <section aria-label={t("sent")} className="max-w-[480px] border-t border-rule py-3">
      <h2 className="text-xs font-medium text-ink-2">{t("sent")}</h2>
      <ul>
        {notes.map(({ id, text, at }) => (
          <li key={id} className="py-1.5">
            <p className="break-words whitespace-pre-wrap">{text}</p>
            <p className="text-xs text-ink-3">
              <Instant iso={at} style="short" />
            </p>
          </li>
        ))}
        {photos.map(({ id, fileName, at }) => (
          <li key={id} className="flex items-start gap-1.5 py-1.5">
            <Icon name="camera" className="mt-0.5 size-4 text-ink-3" />
            <span className="min-w-0">
              <span className="wrap-anywhere">{fileName}</span>{" "}
              <span className="text-xs text-ink-3">
                <Instant iso={at} style="short" />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
