"use client";

/** Counting: choose a centre and a date, then a till of a shift, then enter what is in it. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { countSheetQuery } from "@/lib/client/till-counts";
import type { CountSheet } from "@/lib/contracts/till-count";
import { formatBusinessDate } from "@/lib/domain/format";
import { ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { AddLine } from "./add-line";
import { type AddedLine, withLine } from "./added-lines";
import { CountForm } from "./count-form";
import { CountPicker, type CountCentre } from "./count-picker";
import { ShiftList, SheetWaiting } from "./shift-list";
import { type CountPlace, useCountPlace } from "./use-count-place";

type CountScreenProps = {
  centres: CountCentre[];
  /** May import files of counts in one centre at least. */
  mayImport: boolean;
  usual: Pick<CountPlace, "centreId" | "date">;
};

export function CountScreen({ centres, mayImport, usual }: CountScreenProps) {
  const t = useTranslations("till-count");
  const { place, go } = useCountPlace(usual);
  const centre = centres.find(({ id }) => id === place.centreId);
  const day = { centreId: centre?.id ?? "", businessDate: place.date };
  const sheet = useQuery(countSheetQuery(day));
  if (centres.length === 0) {
    return <EmptyState title={t("no-centres")} hint={t("no-centres-hint")} />;
  }
  return (
    <div className="mx-auto w-full max-w-[976px]">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-edge pt-5 pb-4">
        <h1>{t("title")}</h1>
        {mayImport && (
          <ButtonLink href="/till-counts/import" className="ml-auto">
            {t("import-file")}
          </ButtonLink>
        )}
      </div>
      <CountPicker centres={centres} place={place} onGo={go} />
      {centre === undefined && <EmptyState title={t("choose-centre")} />}
      {centre !== undefined && sheet.isPending && <SheetWaiting />}
      {sheet.isError && <ErrorState error={sheet.error} onRetry={() => void sheet.refetch()} />}
      {sheet.isSuccess && centre !== undefined && (
        <Tills
          key={`${centre.id} ${place.date}`}
          sheet={sheet.data}
          place={place}
          mayRecord={centre.mayRecord}
          onGo={go}
        />
      )}
    </div>
  );
}

type TillsProps = {
  sheet: CountSheet;
  place: CountPlace;
  mayRecord: boolean;
  onGo: (change: Partial<CountPlace>) => void;
};

function Tills({ sheet: stored, place, mayRecord, onGo }: TillsProps) {
  const t = useTranslations("till-count");
  const language = useLocale();
  const [picked, setPicked] = useState(false);
  const [added, setAdded] = useState<AddedLine[]>([]);
  const sheet = added.reduce(withLine, stored);
  const open = sheet.state === "open";
  const chosen = sheet.shifts.find(
    ({ shiftId, tillId }) => shiftId === place.shift && tillId === place.till,
  );
  return (
    <>
      {!open && (
        <Notice kind="info" title={t(`day-state.${sheet.state}`)}>
          {t("day-not-open-hint")}
        </Notice>
      )}
      {sheet.shapeFrom !== null && (
        <p className="px-edge pb-3 text-xs text-ink-2">
          {t("shape-from", { date: formatBusinessDate(sheet.shapeFrom, language, "short") })}
        </p>
      )}
      {sheet.shifts.length === 0 && (
        <EmptyState title={t("no-tills")} hint={t(mayRecord ? "no-tills-hint" : "no-tills-read")} />
      )}
      {sheet.shifts.length > 0 && (
        <ShiftList
          {...{ sheet, chosen }}
          onGo={(change) => {
            setPicked(true);
            onGo(change);
          }}
        />
      )}
      {chosen !== undefined && (
        <CountForm
          key={JSON.stringify([sheet.centreId, sheet.businessDate, place.shift, place.till])}
          sheet={sheet}
          shift={chosen}
          editable={open && mayRecord}
          picked={picked}
        />
      )}
      {open && mayRecord && (
        <AddLine
          {...{ sheet, chosen }}
          onAdd={(line) => {
            setPicked(true);
            setAdded([...added, line]);
            onGo({ shift: line.shiftId, till: line.tillId });
          }}
        />
      )}
    </>
  );
}
