"use client";

/** Lets users choose what they are informed of, and how. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { changeNoticeSettings, noticeSettingsQuery } from "@/lib/client/notices";
import type { MailList, NoticeSettingsView } from "@/lib/contracts/notice";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { DeliveryFields } from "./delivery-fields";
import { KindFields } from "./kind-fields";
import { MailOverview } from "./mail-list";
import { PushDevices } from "./push-devices";
import { buildChange, buildDraft, isComplete, type SettingsDraft } from "./settings-draft";

type NoticeSettingsProps = {
  initial: NoticeSettingsView;
  /** Null for everyone but administrators. */
  mails: MailList | null;
};

export function NoticeSettings({ initial, mails }: NoticeSettingsProps) {
  const t = useTranslations("notice.settings");
  const { data: settings } = useQuery({ ...noticeSettingsQuery(), initialData: initial });
  return (
    <div className="grid max-w-[1100px] grid-cols-1 gap-8 px-edge py-5">
      <div className="grid gap-3">
        <p className="max-w-[70ch] text-ink-2">{t("about", { address: settings.address })}</p>
        {!settings.mailIsConfigured && (
          <Notice kind="info" title={t("no-mail")}>
            {t("no-mail-hint")}
          </Notice>
        )}
        {settings.undelivered.map(({ at, state, error }) =>
          state === "unconfirmed" ? (
            <Notice key={at} kind="warn" title={t("unconfirmed")}>
              {t("unconfirmed-hint")}
            </Notice>
          ) : (
            <Notice key={at} kind="warn" title={t("undelivered")}>
              {error}
            </Notice>
          ),
        )}
      </div>
      <SettingsForm key={settings.version} settings={settings} />
      <PushDevices />
      {mails !== null && <MailOverview mails={mails} />}
    </div>
  );
}

function SettingsForm({ settings }: { settings: NoticeSettingsView }) {
  const t = useTranslations("notice.settings");
  const language = useLocale();
  const toast = useToast();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<SettingsDraft>(() => buildDraft(settings, language));
  const save = useMutation({
    mutationFn: changeNoticeSettings,
    onSuccess: (saved) => {
      toast(t("saved"));
      queries.setQueryData(noticeSettingsQuery().queryKey, saved);
    },
  });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    if (isComplete(draft, language)) save.mutate(buildChange(draft, language));
  };
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="grid gap-8">
      <section aria-labelledby="notified">
        <h2 id="notified">{t("what")}</h2>
        <ul className="max-w-[900px] border-t border-ink">
          {draft.kinds.map((one) => (
            <KindFields
              key={one.kind}
              draft={one}
              currencies={settings.currencies}
              canMail={settings.mailIsConfigured}
              onChange={(changed) =>
                setDraft({
                  ...draft,
                  kinds: draft.kinds.map((each) => (each.kind === changed.kind ? changed : each)),
                })
              }
            />
          ))}
        </ul>
      </section>
      <section aria-labelledby="delivery">
        <h2 id="delivery">{t("how")}</h2>
        <DeliveryFields draft={draft} onChange={setDraft} />
      </section>
      <ProblemNotice error={save.error} />
      <div>
        <Button type="submit" kind="do" working={save.isPending && t("saving")}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
