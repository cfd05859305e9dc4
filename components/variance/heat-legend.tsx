"use client";

/** Explains the grounds of a heat map, from far short to far over, and cells without a figure. */
import { useTranslations } from "next-intl";
import type { Depth } from "@/lib/domain/variance/heat-map";
import { classNames } from "../ui/class-names";

/** The grounds of the cells; the table marks them as important, because rows have one too. */
const SWATCHES: readonly [depth: Depth, name: string, ground: string][] = [
  [-2, "far-short", "bg-short-2"],
  [-1, "short", "bg-short-1"],
  [0, "near", "bg-band"],
  [1, "over", "bg-over-1"],
  [2, "far-over", "bg-over-2"],
];

export function HeatLegend() {
  const t = useTranslations("variance.heat.legend");
  return (
    <ul
      aria-label={t("label")}
      className="flex flex-wrap gap-x-4 gap-y-1 pb-2 text-xs leading-5 text-ink-2"
    >
      {SWATCHES.map(([depth, name, ground]) => (
        <li key={depth} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className={classNames(
              "size-3.5 border border-rule print:[print-color-adjust:exact]",
              ground,
            )}
          />
          {t(name)}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden="true" className="w-3.5 text-center text-ink-3">
          ·
        </span>
        {t("none")}
      </li>
    </ul>
  );
}
