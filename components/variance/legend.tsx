"use client";

/** Explains the marks of the charts, in the order in which they are seen. */
import { useTranslations } from "next-intl";

export function Legend() {
  const t = useTranslations("variance.legend");
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2 [&>li]:flex [&>li]:items-center [&>li]:gap-1.5">
      <li>
        <Mark className="fill-over-fill" path="M1 1h10v10H1z" />
        {t("over")}
      </li>
      <li>
        <Mark className="fill-short-fill" path="M1 1h10v10H1z" />
        {t("short")}
      </li>
      <li>
        <Mark className="fill-ink" path="M0 5h12v2H0z" />
        {t("net")}
      </li>
      <li>
        <Mark className="fill-ink" path="M0 5.500h12v1.500H0z" />
        {t("cumulative")}
      </li>
    </ul>
  );
}

function Mark({ className, path }: { className: string; path: string }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false" className="size-3">
      <path d={path} className={className} />
    </svg>
  );
}
