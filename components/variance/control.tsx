"use client";

/** Shows what is usual for one centre or one of its tills, and which days are not. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { controlChartQuery, variancesQuery } from "@/lib/client/variances";
import { rankBy } from "@/lib/domain/variance/ranking";
import { Field } from "../ui/field";
import { Select } from "../ui/input";
import { ControlPicture } from "./control-picture";
import { Part } from "./part";
import type { View } from "./view";

/** Nobody would read a longer list; the filters name any other. */
const OFFERED_MAX = 50;

export function Control({ view }: { view: View }) {
  const t = useTranslations("variance.control");
  const { currency, search } = view;
  const [chosen, setChosen] = useState({ centreId: "", tillId: "" });
  const { data } = useQuery(variancesQuery(search, "centre"));
  const rows = data?.rows.filter((row) => row.currency === currency) ?? [];
  const centres = rankBy(rows, "absolute").slice(0, OFFERED_MAX);
  const centre = centres.find((one) => one.centreId === chosen.centreId) ?? centres[0];
  const centreId = centre?.centreId ?? "";
  const own = { ...search, centreIds: [centreId] };
  const tills = useQuery({ ...variancesQuery(own, "till"), enabled: centreId !== "" });
  const offered = (tills.data?.rows ?? []).filter((row) => row.centreId === centreId);
  const till = offered.find((one) => one.tillId === chosen.tillId);
  const tillId = till?.tillId ?? "";
  const query = useQuery({
    ...controlChartQuery(tillId === "" ? own : { ...own, tillIds: [tillId] }, centreId),
    enabled: centreId !== "",
  });
  if (centre === undefined) return null;
  const tillName = till === undefined ? null : (till.tillName ?? tillId);
  const name = [centre.centreName ?? "", tillName].filter((one) => one !== null).join(", ");
  return (
    <Part id="control" title={t("title", { name })} query={query} waiting="h-72">
      <div className="no-print mb-2 flex flex-wrap gap-3">
        <Field label={t("centre")}>
          {(control) => (
            <Select
              {...control}
              value={centreId}
              onChange={({ target }) => setChosen({ centreId: target.value, tillId: "" })}
            >
              {centres.map((one) => (
                <option key={one.centreId} value={one.centreId}>
                  {one.centreName}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("till")}>
          {(control) => (
            <Select
              {...control}
              value={tillId}
              onChange={({ target }) => setChosen({ centreId, tillId: target.value })}
            >
              <option value="">{t("all-tills")}</option>
              {offered.map((one) => (
                <option key={one.tillId} value={one.tillId}>
                  {one.tillName ?? one.tillId}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {query.data !== undefined && (
        <ControlPicture view={view} chart={query.data} name={name} tillId={tillId} />
      )}
    </Part>
  );
}
