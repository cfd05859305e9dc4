"use client";

/** Shows in which language, zone and hours mail is sent. */
import { useTranslations } from "next-intl";
import { LANGUAGES, readLanguage } from "@/lib/domain/format";
import { TimeZoneSelect } from "../centre/time-zone-select";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input, Select } from "../ui/input";
import type { SettingsDraft } from "./settings-draft";

/** Each language has its own name, so that a reader of another one finds it. */
const LANGUAGE_NAMES = { en: "English", es: "Español", fr: "Français" };

type DeliveryFieldsProps = {
  draft: SettingsDraft;
  onChange: (draft: SettingsDraft) => void;
};

export function DeliveryFields({ draft, onChange }: DeliveryFieldsProps) {
  const t = useTranslations("notice.settings");
  return (
    <div className="grid max-w-[700px] items-start gap-3 border-t border-ink pt-3 sm:grid-cols-2">
      <Field label={t("language")}>
        {(control) => (
          <Select
            {...control}
            value={draft.language}
            onChange={({ target }) => onChange({ ...draft, language: readLanguage(target.value) })}
          >
            {LANGUAGES.map((language) => (
              <option key={language} value={language} lang={language}>
                {LANGUAGE_NAMES[language]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("zone")}>
        {(control) => (
          <TimeZoneSelect
            {...control}
            defaultValue={draft.timeZone}
            onChange={({ target }) => {
              if (target.value !== "") onChange({ ...draft, timeZone: target.value });
            }}
          />
        )}
      </Field>
      <div className="sm:col-span-2">
        <Checkbox
          label={t("quiet")}
          checked={draft.isQuiet}
          onCheckedChange={(isQuiet) => onChange({ ...draft, isQuiet })}
        />
        <p className="text-xs text-ink-3">{t("quiet-hint")}</p>
      </div>
      {draft.isQuiet &&
        (["quietFrom", "quietTo"] as const).map((end) => (
          <Field key={end} label={t(end === "quietFrom" ? "quiet-from" : "quiet-to")}>
            {(control) => (
              <Input
                {...control}
                type="time"
                required
                value={draft[end]}
                onChange={({ target }) => {
                  if (target.value !== "") onChange({ ...draft, [end]: target.value });
                }}
              />
            )}
          </Field>
        ))}
    </div>
  );
}
