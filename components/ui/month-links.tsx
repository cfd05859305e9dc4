/** Links to the months before and after the one that is shown, and to none that is to come. */
import { useTranslations } from "next-intl";
import { addDays, monthEnd } from "@/lib/domain/business-date";
import { Button } from "./button";
import { ButtonLink } from "./button-link";
import { Icon } from "./icon";

type MonthLinksProps = {
  /** Months are written as 2026-03. */
  month: string;
  thisMonth: string;
  buildHref: (month: string) => string;
};

export function MonthLinks({ month, thisMonth, buildHref }: MonthLinksProps) {
  const t = useTranslations("ui.dates");
  const from = `${month}-01`;
  const before = addDays(from, -1).slice(0, 7);
  const after = addDays(monthEnd(from), 1).slice(0, 7);
  const next = (
    <>
      {t("month-after")}
      <Icon name="chevron-right" />
    </>
  );
  return (
    <>
      <ButtonLink href={buildHref(before)}>
        <Icon name="chevron-left" />
        {t("month-before")}
      </ButtonLink>
      {month < thisMonth ? (
        <ButtonLink href={buildHref(after)}>{next}</ButtonLink>
      ) : (
        <Button disabled>{next}</Button>
      )}
    </>
  );
}
