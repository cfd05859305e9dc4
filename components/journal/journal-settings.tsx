"use client";

/** Edits what the layouts of accounting programs need beside the entries. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { journalSettingsQuery, saveJournalSettings } from "@/lib/client/journal";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { JournalFormats } from "@/lib/contracts/journal";
import { type BatchEntity, ORGANISATION_SERIES } from "@/lib/domain/journal/series";
import type { JournalSettings as Settings } from "@/lib/domain/journal/settings";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { EntitySelect } from "./entity-select";

/** In the order of the programs; numbers are typed as digits, and optional texts may be empty. */
const FIELDS = [
  { name: "xeroTaxRate", type: "text" },
  { name: "xeroTracking", type: "optional" },
  { name: "sageTaxCode", type: "text" },
  { name: "intacctJournal", type: "text" },
  { name: "netsuiteSubsidiary", type: "optional" },
  { name: "sapCompanyCode", type: "text" },
  { name: "sapDocumentType", type: "text" },
  { name: "datevConsultant", type: "number" },
  { name: "datevClient", type: "number" },
  { name: "datevYearStart", type: "text" },
  { name: "datevAccountLength", type: "number" },
  { name: "a3Company", type: "number" },
] as const satisfies { name: keyof Settings; type: "text" | "optional" | "number" }[];

type JournalSettingsProps = {
  /** Those of the organisation. */
  formats: JournalFormats;
  /** Each legal entity may have settings of its own. */
  entities: readonly BatchEntity[];
  mayChange: boolean;
};

export function JournalSettings({ formats, entities, mayChange }: JournalSettingsProps) {
  const t = useTranslations("journal");
  const [entityId, setEntityId] = useState<string>(ORGANISATION_SERIES);
  const isShared = entityId === ORGANISATION_SERIES;
  const { data, error } = useQuery({
    ...journalSettingsQuery(entityId),
    ...(isShared ? { initialData: formats } : {}),
  });
  return (
    <section aria-labelledby="layouts" className="grid gap-4 border-t border-rule px-edge py-5">
      <h2 id="layouts">{t("layouts")}</h2>
      <p className="max-w-[70ch] text-sm text-ink-2">{t("layouts-about")}</p>
      {entities.length > 0 && (
        <Field
          label={t("entity")}
          hint={!isShared && data?.version === 0 ? t("layouts-shared") : null}
          className="max-w-80"
        >
          {(control) => (
            <EntitySelect
              {...control}
              entities={entities}
              value={entityId}
              onChange={setEntityId}
            />
          )}
        </Field>
      )}
      <ProblemNotice error={error} />
      {data !== undefined && (
        <SettingsForm
          key={`${entityId} ${data.version}`}
          entityId={entityId}
          formats={data}
          mayChange={mayChange}
        />
      )}
    </section>
  );
}

type SettingsFormProps = Pick<JournalSettingsProps, "formats" | "mayChange"> & {
  entityId: string;
};

function SettingsForm({ entityId, formats, mayChange }: SettingsFormProps) {
  const t = useTranslations("journal");
  const fieldText = useTranslations("journal.settings");
  const toast = useToast();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => toTexts(formats.settings));
  const save = useMutation({
    mutationFn: saveJournalSettings,
    onSuccess: async (saved) => {
      toast(t("settings-saved"));
      client.setQueryData(journalSettingsQuery(entityId).queryKey, saved);
      // Entities without settings of their own have those of the organisation.
      await client.invalidateQueries({ queryKey: ["journal", "settings"] });
    },
  });
  const wrong = wrongFieldsOf(save.error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate({ entityId, settings: toSettings(draft), basedOnVersion: formats.version });
  };
  return (
    <form
      method="post"
      noValidate
      aria-labelledby="layouts"
      onSubmit={submit}
      className="grid gap-4"
    >
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {FIELDS.map(({ name, type }) => (
          <Field
            key={name}
            label={fieldText(name)}
            error={wrong.has(`settings.${name}`) ? t("setting-wrong") : null}
          >
            {(control) => (
              <Input
                {...control}
                maxLength={80}
                autoComplete="off"
                disabled={!mayChange}
                inputMode={type === "number" ? "numeric" : "text"}
                value={draft[name]}
                onChange={({ target }) => setDraft({ ...draft, [name]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <ProblemNotice error={wrong.size === 0 ? save.error : null} />
      {mayChange && (
        <p>
          <Button type="submit" working={save.isPending && t("saving")}>
            {t("save")}
          </Button>
        </p>
      )}
    </form>
  );
}

type Texts = Record<keyof Settings, string>;

function toTexts(settings: Settings): Texts {
  const texts = FIELDS.map(({ name }) => [name, String(settings[name] ?? "")] as const);
  return Object.fromEntries(texts) as Texts;
}

/** A text that is no number is sent as it is, and refused with its field. */
function toSettings(texts: Texts): Settings {
  const values = FIELDS.map(({ name, type }) => {
    const text = texts[name].trim();
    if (type === "optional") return [name, text === "" ? null : text] as const;
    return [name, type === "number" && /^\d+$/.test(text) ? Number(text) : text] as const;
  });
  return Object.fromEntries(values) as Settings;
}
