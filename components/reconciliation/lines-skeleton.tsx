"use client";

/** Shows a skeleton of heads and rows at their final height and width. */
import { useTranslations } from "next-intl";
import type { Density } from "@/lib/domain/screen/line-filters";
import { classNames } from "../ui/class-names";
import { listColumns } from "./lines-columns";
import { HEADS } from "./lines-head";

const ROWS = 14;
const DASH = <span className="text-ink-3">—</span>;

type LinesSkeletonProps = {
  alone: boolean;
  density: Density;
  /** Without a connection the lines are not on their way. */
  offline: boolean;
};

export function LinesSkeleton({ alone, density, offline }: LinesSkeletonProps) {
  const t = useTranslations("reconciliation.table");
  const columns = listColumns({ named: alone, selectable: true });
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
        data-named={alone ? "" : undefined}
        className={classNames("ledger table-fixed", density === "comfortable" && "sm:[--row:36px]")}
      >
        <colgroup>
          {columns.map((id) => (
            <col key={id} data-column={id} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((id) => (
              <th key={id} className={classNames("sm:h-7!", HEADS[id] ?? "phone:hidden")}>
                {id !== "select" && t(`heads.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: ROWS }, (_, row) => (
            <tr key={row}>
              {columns.map((id) => (
                <td key={id} className={HEADS[id] ?? "phone:hidden"}>
                  {id !== "select" && DASH}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
