"use client";

/** What the menu of exports opens: the files of the page itself, and those of its lines. */
import { useTranslations } from "next-intl";
import { exportAddress, type ReportFile } from "@/lib/client/exports";
import type { LineFilter } from "@/lib/domain/line-filter";
import { Button } from "../ui/button";
import type { AnchoredOverlayProps } from "../ui/lazy-overlay";
import { PopoverPanel } from "../ui/popover-panel";
import { ExportForm } from "./export-form";

type ExportPanelProps = AnchoredOverlayProps & {
  search: LineFilter;
  reports: readonly ReportFile[];
  /** Gets the address of the chosen file. */
  onChoose: (address: string) => void;
};

export function ExportPanel({ search, reports, onChoose, ...overlay }: ExportPanelProps) {
  const t = useTranslations("export");
  return (
    <PopoverPanel {...overlay} label={t("more")} align="end" className="w-72 p-4">
      {reports.length > 0 && (
        <div className="mb-4 grid gap-2 border-b border-rule pb-4">
          {reports.map(({ format, address }) => (
            <Button key={format} onClick={() => onChoose(address)}>
              {t(`reports.${format}`)}
            </Button>
          ))}
        </div>
      )}
      <ExportForm onChoose={(choice) => onChoose(exportAddress(search, choice))} />
    </PopoverPanel>
  );
}
