"use client";

/** Shows what an import has stored, and links to the reconciliations that it changed. */
import { useLocale, useTranslations } from "next-intl";
import { queryOf } from "@/lib/client/api-path";
import type { ImportResult } from "@/lib/contracts/till-count";
import { formatDateRange } from "@/lib/domain/format";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Icon } from "../ui/icon";

/** Some servers refuse an address that is longer than this. */
const CENTRES_IN_ADDRESS_MAX = 100;

type ImportResultProps = { result: ImportResult; fileName: string; onOther: () => void };

export function ImportResultView({ result, fileName, onOther }: ImportResultProps) {
  const t = useTranslations("till-count.import");
  const language = useLocale();
  const { accepted, unchanged, range } = result;
  return (
    <div role="status" className="grid max-w-[640px] justify-items-start gap-2 px-edge py-6">
      <p className="flex items-center gap-2 text-md font-semibold">
        <Icon name="check" className="size-4 text-matched" />
        {accepted === 0 ? t("nothing-changed") : t("stored", { count: accepted })}
      </p>
      <p className="text-ink-2">
        {fileName}
        {range !== undefined && ` · ${formatDateRange(range.from, range.to, language)}`}
        {unchanged > 0 && ` · ${t("unchanged", { count: unchanged })}`}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {range !== undefined && (
          <ButtonLink kind="do" href={buildHref(range)}>
            {t("see-reconciliations")}
          </ButtonLink>
        )}
        <Button onClick={onOther}>{t("other-file")}</Button>
      </div>
    </div>
  );
}

function buildHref({ from, to, centreIds }: NonNullable<ImportResult["range"]>): string {
  const centreId = centreIds.length > CENTRES_IN_ADDRESS_MAX ? [] : centreIds;
  return `/reconciliations?${queryOf({ centreId, from, to })}`;
}
