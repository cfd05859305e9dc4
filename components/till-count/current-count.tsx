/**
 * Shows the count in force of one tender: who counted it and when, and the difference where it is
 * revealed.
 */
import { useTranslations } from "next-intl";
import { Instant } from "../ui/instant";
import type { CountItemEntry } from "./use-count-items";

export function CurrentCountText({ entry, absent }: { entry: CountItemEntry; absent: string }) {
  const t = useTranslations("till-count");
  const { counted } = entry;
  if (counted === null) return <i className="text-uncounted">{absent}</i>;
  return (
    <span>
      {t("counted-by", { name: counted.by })}
      {counted.at !== null && (
        <>
          {", "}
          <Instant iso={counted.at} style="short" />
        </>
      )}
    </span>
  );
}
