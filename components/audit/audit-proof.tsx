"use client";

/** Shows the head of the chain, to be recorded outside, and checks every link on demand. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { auditHeadQuery, verifyAuditTrail } from "@/lib/client/audit";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Icon } from "../ui/icon";
import { Input, Textarea } from "../ui/input";
import { VerificationNotice } from "./verification-result";
import { WitnessList } from "./witness-list";

type AuditProofProps = {
  /** Shows an entry in the table below. */
  onShow: (entry: number) => void;
};

const ANCHOR = "\\s*[0-9]{1,15}:[0-9a-f]{64}\\s*";

export function AuditProof({ onShow }: AuditProofProps) {
  const t = useTranslations("audit.proof");
  const queryClient = useQueryClient();
  const [noted, setNoted] = useState("");
  const [checkpoint, setCheckpoint] = useState("");
  const check = useMutation({
    mutationFn: verifyAuditTrail,
    onSettled: () => queryClient.invalidateQueries(auditHeadQuery()),
  });
  const verify = (event: FormEvent) => {
    event.preventDefault();
    check.mutate({
      ...(noted.trim() === "" ? {} : { head: noted }),
      ...(checkpoint.trim() === "" ? {} : { checkpoint }),
    });
  };
  return (
    <section aria-label={t("title")} className="mb-4 border-y border-rule-strong">
      <div className="grid items-start gap-x-10 gap-y-3 px-edge py-3 md:grid-cols-2">
        <Head />
        <form method="post" onSubmit={verify} className="no-print flex flex-wrap items-end gap-2">
          <Field label={t("noted")} className="min-w-52 flex-1">
            {(control) => (
              <Input
                {...control}
                value={noted}
                pattern={ANCHOR}
                title={t("noted-form")}
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
                onChange={(event) => setNoted(event.target.value)}
              />
            )}
          </Field>
          <Field
            label={t("checkpoint")}
            hint={t("checkpoint-hint")}
            className="min-w-52 basis-full"
          >
            {(control) => (
              <Textarea
                {...control}
                value={checkpoint}
                rows={2}
                maxLength={10_000}
                spellCheck={false}
                className="font-mono text-xs"
                onChange={(event) => setCheckpoint(event.target.value)}
              />
            )}
          </Field>
          <Button kind="do" type="submit" working={check.isPending && t("checking")}>
            {t("verify")}
          </Button>
        </form>
      </div>
      <WitnessList />
      {check.isError && <ErrorState error={check.error} />}
      {check.isSuccess && <VerificationNotice result={check.data} onShow={onShow} />}
    </section>
  );
}

function Head() {
  const t = useTranslations("audit.proof");
  const { data: head } = useQuery(auditHeadQuery());
  const [copied, setCopied] = useState(false);
  if (head === undefined) return <p className="text-sm text-ink-2">{t("loading")}</p>;
  const text = `${head.id}:${head.hash}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false); // The browser forbids it; the text can still be selected.
    }
  };
  return (
    <div className="grid min-w-0 gap-1">
      <p className="flex flex-wrap items-center gap-x-3 text-xs font-medium text-ink-2">
        {t("head", { count: head.entries })}
        <Button kind="bare" size="small" onClick={() => void copy()}>
          <Icon name="copy" className="size-3.5" />
          {t("copy")}
        </Button>
        <span role="status" className="font-normal">
          {copied && t("copied")}
        </span>
      </p>
      <code className="font-mono text-xs break-all select-all">{text}</code>
    </div>
  );
}
