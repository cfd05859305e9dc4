"use client";

/**
 * Where a field map is made: Cashrec's response, the map and the lines that would come of it stand
 * side by side, and every change of the map is tried at once.
 */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { fieldMapsQuery } from "@/lib/client/connection";
import type { FieldMapList } from "@/lib/contracts/field-map-trial";
import { SheetFindings } from "../reconciliation/sheet-findings";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Select } from "../ui/input";
import { MapJson } from "./map-json";
import { MapQuestions } from "./map-questions";
import { MapTable } from "./map-table";
import { MapVersions } from "./map-versions";
import { ReplayPanel } from "./replay-panel";
import { SampleForm } from "./sample-form";
import { TheirResponse } from "./their-response";
import { TriedLines } from "./tried-lines";
import { type Trial, useTrial } from "./use-trial";

type WorkbenchProps = { centreId: string; businessDate: string; maps: FieldMapList };

export function Workbench({ centreId, businessDate, maps: initial }: WorkbenchProps) {
  const { data: maps } = useQuery(fieldMapsQuery(initial));
  const trial = useTrial();
  const { draft, result, samples, error, isOpening, open } = trial;
  const isUnsaved = draft !== null && (draft.isChanged || draft.basis === "proposed");
  const isSaved = JSON.stringify(maps.versions[0]?.map) === JSON.stringify(draft?.map);
  return (
    <>
      <SampleForm
        centreId={centreId}
        businessDate={businessDate}
        working={isOpening}
        onSamples={(given) => open(given)}
      />
      {error !== null && (
        <ErrorState error={error} {...(samples === null ? {} : { onRetry: () => open(samples) })} />
      )}
      {draft !== null && result !== null && <Columns trial={trial} maps={maps} />}
      <div className={LOWER}>
        <MapVersions maps={maps} />
        <ReplayPanel draft={isUnsaved && !isSaved ? draft.map : null} />
      </div>
    </>
  );
}

const LOWER = "mt-8 grid gap-x-10 gap-y-8 border-t border-rule px-edge pt-5 pb-8 md:grid-cols-2";
const COLUMNS =
  "mt-6 grid border-t border-rule md:grid-cols-2 lg:grid-cols-[336px_minmax(0,1fr)_400px]";

function Columns({ trial, maps }: { trial: Trial; maps: FieldMapList }) {
  const t = useTranslations("field-map");
  const { draft, result, samples, isTrying, open, change, replace } = trial;
  const [openField, setOpenField] = useState<string | null>(null);
  const [shown, setShown] = useState(0);
  if (draft === null || result === null) return null;
  const response = result.responses[shown] ?? result.responses[0];
  const chosen = new Set(
    (response?.mapped ?? []).flatMap(({ field, path }) => (field === openField ? [path] : [])),
  );
  return (
    <div className={COLUMNS}>
      <section
        aria-labelledby="their-response"
        className="min-w-0 bg-band px-edge py-3.5 md:max-lg:col-span-2"
      >
        <h2 id="their-response">{t("their-response")}</h2>
        {result.responses.length > 1 && (
          <Select
            aria-label={t("which-response")}
            value={shown}
            className="mt-1"
            onChange={(event) => setShown(Number(event.target.value))}
          >
            {result.responses.map((_, index) => (
              <option key={index} value={index}>
                {t("response-of", { number: index + 1, of: result.responses.length })}
              </option>
            ))}
          </Select>
        )}
        {response !== undefined && <TheirResponse response={response} chosen={chosen} />}
      </section>
      <section aria-labelledby="map" className="min-w-0 px-5 py-3.5 max-sm:px-edge">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h2 id="map">{t(`basis.${draft.basis}`)}</h2>
          {draft.basis === "in-force" && samples !== null && (
            <Button onClick={() => open(samples, true)}>{t("propose")}</Button>
          )}
        </div>
        <MapTable
          draft={draft}
          result={result}
          open={openField}
          onOpen={setOpenField}
          onChange={change}
        />
        <MapJson map={draft.map} onReplace={(map) => replace(map, [])} />
      </section>
      <section
        aria-labelledby="lines"
        className="perf min-w-0 px-5 py-3.5 pr-edge max-sm:px-edge"
        aria-busy={isTrying}
      >
        <h2 id="lines">{t("lines.title")}</h2>
        <TriedLines result={result} />
        <div className="-mx-4">
          <SheetFindings findings={result.responses.flatMap(({ findings }) => findings)} />
        </div>
        <MapQuestions
          draft={draft}
          result={result}
          maps={maps}
          isTrying={isTrying}
          onChange={change}
        />
      </section>
    </div>
  );
}
