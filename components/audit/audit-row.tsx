"use client";

/** Shows one entry as a row of the table and, once opened, its details below it. */
import { useLocale } from "next-intl";
import type { AuditEntryRow } from "@/lib/contracts/audit";
import type { OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { formatBusinessDate } from "@/lib/domain/format";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";
import { useActionText, useActorText } from "./action-text";
import { AuditEntry } from "./audit-entry";

type AuditRowProps = {
  entry: AuditEntryRow;
  centres: readonly OfferedCentre[];
  isOpen: boolean;
  /** Tells whether the tab key stops here. */
  isStop: boolean;
  onToggle: () => void;
  onFocus: () => void;
};

const COLUMNS = 6;

export function AuditRow({ entry, centres, isOpen, isStop, onToggle, onFocus }: AuditRowProps) {
  const actionText = useActionText();
  const actorText = useActorText();
  const centre = centres.find(({ id }) => id === entry.centreId);
  const where = useCentreAndDate(entry, centre);
  const who = actorText(entry.actor?.name ?? null, entry.action);
  const id = `entry-${entry.id}`;
  return (
    <>
      <tr>
        <th scope="row" className="py-0.5 whitespace-normal! max-sm:w-full">
          <button
            type="button"
            data-entry={entry.id}
            tabIndex={isStop ? 0 : -1}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={onToggle}
            onFocus={onFocus}
            className="flex min-h-11 w-full items-center gap-2 text-left sm:min-h-6"
          >
            <Icon
              name={isOpen ? "chevron-down" : "chevron-right"}
              className="size-3.5 shrink-0 text-ink-3"
            />
            <span>
              {actionText(entry.action)}
              <span className="block text-xs text-ink-3 sm:hidden">
                {[who, where].filter((part) => part !== "").join(" · ")}
              </span>
            </span>
          </button>
        </th>
        <td className="max-sm:hidden">{who}</td>
        <td className="max-sm:hidden">{where}</td>
        <td className="text-ink-3 max-md:hidden">{entry.origin}</td>
        <td className="num text-ink-3 max-md:hidden">{entry.id}</td>
        <td className="num whitespace-nowrap! max-sm:text-xs">
          <Instant iso={entry.at} />
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td id={id} colSpan={COLUMNS} className="bg-band p-0! whitespace-normal!">
            <AuditEntry entry={entry} currency={centre?.currency ?? null} />
          </td>
        </tr>
      )}
    </>
  );
}

function useCentreAndDate(
  { centreId, businessDate }: AuditEntryRow,
  centre: OfferedCentre | undefined,
): string {
  const language = useLocale();
  const day =
    businessDate === null ? null : formatBusinessDate(businessDate, language, "short-year");
  return [centre?.name ?? centreId, day].filter((part) => part !== null).join(" · ");
}
