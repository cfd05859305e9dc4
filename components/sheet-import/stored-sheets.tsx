"use client";

/** Shows what an import has stored, and leads to the days that it changed. */
import { useLocale, useTranslations } from "next-intl";
import { queryOf } from "@/lib/client/api-path";
import type { ImportedSheets } from "@/lib/contracts/sheet-import";
import { formatDateRange } from "@/lib/domain/format";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Icon } from "../ui/icon";

/** Some servers refuse an address that is longer than this. */
const CENTRES_IN_ADDRESS_MAX = 100;

type StoredSheetsProps = { result: ImportedSheets; onOther: () => void };

export function StoredSheets({ result, onOther }: StoredSheetsProps) {
  const t = useTranslations("sheet-import");
  const language = useLocale();
  const { added, changed, unchanged, range } = result;
  return (
    <div role="status" className="grid justify-items-start gap-2 px-edge py-6">
      <p className="flex items-center gap-2 text-md font-semibold">
        <Icon name="check" className="size-4 text-matched" />
        {t("stored", { count: added + changed })}
      </p>
      <p className="text-ink-2">
        {range !== null && `${formatDateRange(range.from, range.to, language)} · `}
        {t("outcomes", { added, changed, unchanged })}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {range !== null && (
          <ButtonLink kind="do" href={buildHref(range)}>
            {t("see-days")}
          </ButtonLink>
        )}
        <Button onClick={onOther}>{t("other-files")}</Button>
      </div>
    </div>
  );
}

function buildHref({ from, to, centreIds }: NonNullable<ImportedSheets["range"]>): string {
  const centreId = centreIds.length > CENTRES_IN_ADDRESS_MAX ? [] : centreIds;
  return `/reconciliations?${queryOf({ centreId, from, to })}`;
}
