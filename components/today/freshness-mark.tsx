"use client";

/** Shows when Cashrec was last read; in uncounted ink and with its age once that is late. */
import { useTranslations } from "next-intl";
import type { Freshness } from "@/lib/contracts/freshness";
import { classNames } from "../ui/class-names";
import { useReadTime } from "../sync/use-read-time";

const LATE_AFTER_MS = 3_600_000;

export function FreshnessMark({ freshness, now }: { freshness: Freshness; now: string }) {
  const t = useTranslations("today");
  const readTime = useReadTime();
  const read = freshness.newestReadAt;
  const age = read === null ? Infinity : Date.parse(now) - Date.parse(read);
  const late = age > LATE_AFTER_MS;
  return (
    <p
      className={classNames(
        "ml-auto inline-flex items-center gap-1.5 text-xs max-sm:ml-0",
        late ? "font-medium text-uncounted" : "text-ink-2",
      )}
    >
      <span
        aria-hidden="true"
        className={classNames("size-[7px] rounded-full", late ? "bg-uncounted" : "bg-matched")}
      />
      {read === null ? t("never-read") : t("read-at", { at: readTime(read) })}
      {late && read !== null && ` ${t("age", { hours: Math.floor(age / 3_600_000) })}`}
    </p>
  );
}
