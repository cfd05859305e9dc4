"use client";

/** Chooses whose batches: those of a legal entity, or of the centres that belong to none. */
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { type BatchEntity, ORGANISATION_SERIES } from "@/lib/domain/journal/series";
import { Select } from "../ui/input";

type EntitySelectProps = Omit<ComponentProps<typeof Select>, "onChange" | "children"> & {
  entities: readonly BatchEntity[];
  /** This names the choice of all of them, which is ""; absent where there is no such choice. */
  all?: string;
  onChange: (entityId: string) => void;
};

export function EntitySelect({ entities, all, onChange, ...control }: EntitySelectProps) {
  const t = useTranslations("journal");
  return (
    <Select {...control} onChange={({ target }) => onChange(target.value)}>
      {all !== undefined && <option value="">{all}</option>}
      {entities.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      <option value={ORGANISATION_SERIES}>{t("no-entity")}</option>
    </Select>
  );
}
