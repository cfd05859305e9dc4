"use client";

/** Shows a skeleton of heads and rows at their final height. */
import { useTranslations } from "next-intl";
import type { Density } from "@/lib/domain/screen/line-filters";
import { classNames } from "../ui/class-names";

const ROWS = 14;
const DASH = <span className="text-ink-3">—</span>;
const COLUMNS = [
  "shift",
  "till",
  "tender",
  "expected",
  "counted",
  "difference",
  "verdict",
  "explanation",
];

type LinesSkeletonProps = {
  alone: boolean;
  density: Density;
  /** Without a connection the lines are not on their way. */
  offline: boolean;
};

export function LinesSkeleton({ alone, density, offline }: LinesSkeletonProps) {
  const t = useTranslations("reconciliation.table");
  return (
    <div className="relative">
      <p
        role="status"
        className="absolute inset-x-0 top-8 z-1 flex h-12 items-center bg-band px-edge text-sm text-ink-2 sm:top-7 sm:h-7"
      >
        {t(offline ? "offline" : "loading")}
      </p>
      <table
        aria-hidden="true"
        className={classNames(
          "ledger table-fixed",
          density === "comfortable" && "sm:[--row:36px]",
          alone && "phone:[--row:72px]",
        )}
      >
        <thead>
          <tr>
            {alone && <th className="max-sm:hidden">{t("heads.centre")}</th>}
            {COLUMNS.map((id) => (
              <th key={id} className={classNames("sm:h-7!", CELLS[id] ?? "max-sm:hidden")}>
                {t(`heads.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: ROWS }, (_, row) => (
            <tr key={row}>
              {alone && <td className="max-sm:hidden">{DASH}</td>}
              {COLUMNS.map((id) => (
                <td key={id} className={CELLS[id] ?? "max-sm:hidden"}>
                  {DASH}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const CELLS: Record<string, string> = {
  shift: "max-sm:pl-4",
  expected: "money max-sm:hidden",
  counted: "money",
  difference: "money perf",
};
