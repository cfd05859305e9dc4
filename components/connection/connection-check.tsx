"use client";

/**
 * Requests one centre and day from Cashrec, and shows the response beside what was read from it.
 */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { probeConnection } from "@/lib/client/connection";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { readField } from "../ui/text-of";
import { ConnectionResult } from "./connection-result";

type ConnectionCheckProps = { centreId: string; businessDate: string };

export function ConnectionCheck({ centreId, businessDate }: ConnectionCheckProps) {
  const t = useTranslations("connection");
  const check = useMutation({ mutationFn: probeConnection });
  const wrong = wrongFieldsOf(check.error);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    check.mutate({
      centreId: readField(sent, "centreId"),
      businessDate: readField(sent, "businessDate"),
    });
  };

  return (
    <section className="pt-8" aria-labelledby="connection-probe">
      <div className="px-edge">
        <h2 id="connection-probe">{t("try-title")}</h2>
        <p className="max-w-[70ch] text-ink-2">{t("try-about")}</p>
        <form
          method="post"
          noValidate
          onSubmit={onSubmit}
          className="mt-3 flex flex-wrap items-start gap-3"
        >
          <Field
            label={t("centre")}
            error={wrong.has("centreId") ? t("centre-wrong") : null}
            className="w-44"
          >
            {(props) => (
              <Input
                {...props}
                name="centreId"
                defaultValue={centreId}
                maxLength={64}
                autoComplete="off"
              />
            )}
          </Field>
          <Field
            label={t("date")}
            error={wrong.has("businessDate") ? t("date-wrong") : null}
            className="w-44"
          >
            {(props) => (
              <Input {...props} name="businessDate" type="date" defaultValue={businessDate} />
            )}
          </Field>
          <Button kind="do" type="submit" className="mt-5" working={check.isPending && t("asking")}>
            {t("ask")}
          </Button>
        </form>
      </div>
      <div aria-live="polite">
        {check.isError && wrong.size === 0 && (
          <ErrorState error={check.error} onRetry={() => check.mutate(check.variables)} />
        )}
        {check.isSuccess && <ConnectionResult result={check.data} />}
      </div>
    </section>
  );
}
