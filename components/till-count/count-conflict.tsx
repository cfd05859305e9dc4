"use client";

/** Two people counted the same: both amounts, and the choice between them. Nothing is lost. */
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { CountVersion } from "@/lib/contracts/reconciliation";
import { formatMoney } from "@/lib/domain/format";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import type { Entry } from "./use-entries";

type CountConflictProps = {
  entry: Entry;
  theirs: CountVersion;
  currency: string;
  onTakeBack: () => void;
  onInsist: () => void;
};

export function CountConflict(props: CountConflictProps) {
  const { entry, theirs, currency, onTakeBack, onInsist } = props;
  const t = useTranslations("till-count");
  const language = useLocale();
  const box = useRef<HTMLDivElement>(null);
  // On a phone it would open behind the pinned sum.
  useEffect(() => {
    box.current?.scrollIntoView({ block: "center" });
  }, []);
  const amount = formatMoney(theirs.countedMinor, currency, language);
  return (
    <div
      ref={box}
      role="alert"
      className="col-span-full my-1 grid gap-2 bg-uncounted-wash px-3 py-2.5 text-sm"
    >
      <p className="flex gap-2">
        <Icon name="warn" className="mt-0.5 size-4 text-uncounted" />
        <span>{t("conflict", { name: theirs.countedBy, theirs: amount, mine: entry.text })}</span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onTakeBack}>{t("keep-theirs", { amount })}</Button>
        <Button onClick={onInsist}>{t("hand-in-mine", { amount: entry.text })}</Button>
      </div>
    </div>
  );
}
